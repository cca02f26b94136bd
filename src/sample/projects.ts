/** The projects of the sample data. */
export const sampleProjects = [
  { projectId: 'acme-analytics', number: '618104708054', displayName: 'Acme Analytics', labels: { team: 'data' } },
  { projectId: 'acme-web', number: '271828182845', displayName: 'Acme Web', labels: { team: 'web' } },
  { projectId: 'acme-edge', number: '314159265358', displayName: 'Acme Edge', labels: { team: 'platform' } },
] as const;
