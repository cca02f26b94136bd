import type { OperationSpec } from '../../../src/sample/record.js';
import { cancelled, cancelsIn, failed, running, starting, succeeded } from '../../../src/sample/day/course.js';

/** Legal's counts in Google Vault, which belong to the account and to no project. */
export function workspaceDay(): OperationSpec[] {
  const count = (matter: string, terms: string): OperationSpec => ({
    service: 'vault',
    verb: 'count',
    target: matter,
    description: terms,
  });
  return [
    { ...count('83ab4c1e-7f02-4d5b-9a3e-5b0c9f1d2e77', 'subject:(invoice) after:2025-01-01'), ...running(0.7, 6) },
    {
      ...count('1f6d90b2-3c44-4e0a-8b1d-0a9e7c5d4f21', 'from:procurement@example.com'),
      ...running(4, 10, { kind: 'completes', afterMs: 6000 }),
    },
    { ...count('83ab4c1e-7f02-4d5b-9a3e-5b0c9f1d2e77', 'subject:(contract)'), ...succeeded(64, 3) },
    { ...count('c20e7a9d-11b8-47c5-b1f4-9d6e3a70b8f5', 'has:attachment'), ...cancelled(130, 2) },
    {
      ...count('c20e7a9d-11b8-47c5-b1f4-9d6e3a70b8f5', 'label:^deleted'),
      ...failed(200, 1, 7, 'The caller does not have access to every account of this query.'),
    },
    { ...count('1f6d90b2-3c44-4e0a-8b1d-0a9e7c5d4f21', 'to:legal@example.com'), ...starting(4, 4, cancelsIn(7)) },
  ];
}
