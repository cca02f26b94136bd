/**
 * Entries as audit logs write them: flags, types, labels and which fields are left out are those of recorded ones;
 * everything else is invented.
 */
interface Shape {
  readonly at?: string;
  readonly service: string;
  readonly project?: string | undefined;
  readonly operation?: Readonly<Record<string, unknown>> | undefined;
  readonly method?: string;
  readonly resource?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly who?: Readonly<Record<string, unknown>> | undefined;
  readonly payload?: Readonly<Record<string, unknown>>;
}

export function entry(shape: Shape): Record<string, unknown> {
  const { at = '2026-01-01T00:00:00.123456789Z', service, operation, method = 'v1.Create', resource = '' } = shape;
  const project = 'project' in shape ? shape.project : 'acme';
  const who = 'who' in shape ? shape.who : { principalEmail: 'ada@example.com' };
  const labels = { ...(project !== undefined && { project_id: project }), ...shape.labels };
  const parent = project === undefined ? 'organizations/123456789012' : `projects/${project}`;
  return {
    insertId: 'a1b2c3',
    logName: `${parent}/logs/cloudaudit.googleapis.com%2Factivity`,
    severity: 'NOTICE',
    timestamp: at,
    receiveTimestamp: at,
    resource: { type: 'audited_resource', labels },
    ...(operation && { operation }),
    protoPayload: {
      '@type': 'type.googleapis.com/google.cloud.audit.AuditLog',
      serviceName: service,
      methodName: method,
      resourceName: resource,
      ...(who && { authenticationInfo: who }),
      request: { '@type': 'type.googleapis.com/google.Request', rootPassword: 'hunter2' },
      ...shape.payload,
    },
  };
}

/** The first or the last entry of an operation. */
export function flagged(id: string, flags: { first?: true; last?: true }): Record<string, unknown> {
  return { id, producer: 'producer.googleapis.com', ...flags };
}
