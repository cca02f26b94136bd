import type { ServiceDescription } from './services/description.js';
import { parentOf } from './record.js';
import type { OperationRecord } from './record.js';

/** Every operation of every service, found by name and by parent. */
export interface OperationStore {
  add(record: OperationRecord): void;
  get(service: string, name: string): OperationRecord | undefined;
  /** Those of one parent, newest first, or of every location of a project for a parent ending in `/-`. */
  list(service: string, parent: string): readonly OperationRecord[];
  remove(record: OperationRecord): void;
  all(): Iterable<OperationRecord>;
  clear(): void;
}

/** A store whose lists stay sorted while operations are added, so that a page costs what it holds and no more. */
export function createOperationStore(): OperationStore {
  const byName = new Map<string, OperationRecord>();
  const byParent = new Map<string, OperationRecord[]>();
  const keyOf = (service: string, name: string): string => `${service} ${name}`;
  return {
    add(record) {
      const key = keyOf(record.service, record.name);
      if (byName.has(key)) throw new Error(`${record.service} already has ${record.name}`);
      byName.set(key, record);
      const parentKey = keyOf(record.service, parentOf(record.name));
      const siblings = byParent.get(parentKey) ?? [];
      byParent.set(parentKey, siblings);
      insertNewestFirst(siblings, record);
    },
    get: (service, name) => byName.get(keyOf(service, name)),
    list(service, parent) {
      if (!parent.endsWith('/-')) return byParent.get(keyOf(service, parent)) ?? [];
      const prefix = keyOf(service, parent.slice(0, -1));
      const wanted = [...byParent].filter(([key]) => key.startsWith(prefix)).flatMap(([, records]) => records);
      return wanted.sort(newestFirst);
    },
    remove(record) {
      byName.delete(keyOf(record.service, record.name));
      const siblings = byParent.get(keyOf(record.service, parentOf(record.name))) ?? [];
      const index = siblings.indexOf(record);
      if (index >= 0) siblings.splice(index, 1);
    },
    all: () => byName.values(),
    clear() {
      byName.clear();
      byParent.clear();
    },
  };
}

/** Order of every list; the name breaks ties so that a page token can say where it stopped. */
export function newestFirst(a: Pick<OperationRecord, 'createdAt' | 'name'>, b: typeof a): number {
  return b.createdAt - a.createdAt || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0);
}

/** The name under which the service keeps an operation that was asked for by another spelling of its parent. */
export function canonicalName(service: ServiceDescription, name: string): string {
  const alias = service.parentAlias;
  if (alias === undefined) return name;
  return name
    .split('/')
    .map((segment, index) => (index === 2 && segment === alias.from ? alias.to : segment))
    .join('/');
}

function insertNewestFirst(records: OperationRecord[], record: OperationRecord): void {
  let low = 0;
  let high = records.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const there = records[middle];
    if (there !== undefined && newestFirst(there, record) <= 0) low = middle + 1;
    else high = middle;
  }
  records.splice(low, 0, record);
}
