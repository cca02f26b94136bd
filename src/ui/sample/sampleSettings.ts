import type { Sample } from '../../sample/sample.js';

/**
 * The settings while sample data is on show: what says how it looks and what is protected is the person's own, what says
 * where to look is the sample's.
 * @param get the raw value of a setting below `cloudOperations`.
 */
export function sampleSettings(
  get: (name: string) => unknown,
  { projects, services }: Pick<Sample, 'projects' | 'services'>,
): (name: string) => unknown {
  const own: Readonly<Record<string, unknown>> = {
    projects,
    services,
    pinnedProjects: [],
    hiddenProjects: [],
    regions: [],
    serviceVersions: {},
    endpointOverrides: {},
    quotaProject: '',
    auditLogView: '',
  };
  return (name) => (Object.hasOwn(own, name) ? own[name] : get(name));
}
