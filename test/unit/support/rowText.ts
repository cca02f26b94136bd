import type { TreeElement } from '../../../src/ui/tree/element.js';
import type { Rows } from '../../../src/ui/tree/rows.js';

/** The tree, one line per row, indented by level. */
export function outline(rows: Rows, parent?: TreeElement, indent = ''): string[] {
  return rows.children(parent).flatMap((row) => [`${indent}${describeRow(row)}`, ...outline(rows, row, `${indent}  `)]);
}

export function describeRow(row: TreeElement): string {
  switch (row.type) {
    case 'project':
      return row.project ?? 'outside';
    case 'location':
      return row.location;
    case 'group':
      return `${row.group.by} ${row.group.value}`;
    case 'operation':
      return row.name.split('/').at(-1)!;
    case 'problem':
      return `! ${row.problem.service ?? ''} ${row.problem.error.kind}`;
    case 'cause':
      return `! ${row.cause.id} × ${row.cause.problems.length}`;
    case 'disabledApis':
      return `disabled: ${row.problems.map(({ service }) => service).join()}`;
    case 'more':
      return `+${row.remaining}`;
    case 'message':
      return `(${row.message.kind})`;
  }
}
