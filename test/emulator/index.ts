export { demoDay, demoSettings } from './demo/demoDay.js';
export { furtherServices } from '../../src/sample/services/further.js';
export { startEmulator } from './emulator.js';
export type { Emulator, EmulatorOptions, ServiceAccountFile } from './emulator.js';
export { scenarios } from './operations/scenarios.js';
export type { CancelBehaviour, Ending, Scenario } from '../../src/sample/scenario.js';
export type { OperationSpec } from '../../src/sample/record.js';
export type { AuthorizedUserFile, Control, OperationKey, OperationState } from './control/control.js';
export type { Fault, FaultEffect } from './control/faults.js';
export type { ErrorCase } from './errors/cases.js';
export type { LoggedRequest } from './http/requestLog.js';
export type { ProjectSpec } from './projects.js';
export { describeService, standardCollection } from '../../src/sample/services/description.js';
export type {
  OperationMethod,
  OperationsCollection,
  ServiceDescription,
  ServiceSpec,
} from '../../src/sample/services/description.js';
export { selfSignedIdentity } from './network/certificate.js';
export { startProxy } from './network/proxy.js';
export type { ProxiedRequest, Proxy, ProxyOptions } from './network/proxy.js';
export type { TlsIdentity } from './http/listener.js';
