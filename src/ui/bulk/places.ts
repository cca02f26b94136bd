import { l10n } from 'vscode';
import type { Operation } from '../../operations/operation.js';
import { rootTitle, serviceTitle } from '../words/service.js';
import { list, number } from '../words/plural.js';

/** How many operations there are where, a line for each project: `acme-web: 12 in 4 regions (Dataproc 8, Cloud Deploy 4)`. */
export function placeLines(operations: readonly Operation[]): string[] {
  return [...grouped(operations, ({ collection }) => collection.project)].map(([project, inProject]) => {
    const regions = new Set(inProject.map(({ location }) => location).filter((location) => location !== undefined));
    const [region] = regions;
    const services = list(
      [...grouped(inProject, ({ collection }) => collection.service)].map(([, ofService]) =>
        l10n.t({
          message: '{0} {1}',
          args: [titleOf(ofService), number(ofService.length)],
          comment: ['A service and how many operations of it: Dataproc 8'],
        }),
      ),
    );
    const facts = { count: inProject.length, project: rootTitle(project), services };
    if (region === undefined) {
      return l10n.t('{project}: {count} ({services})', facts);
    }
    return regions.size === 1
      ? l10n.t('{project}: {count} in {region} ({services})', { ...facts, region })
      : l10n.t('{project}: {count} in {regions} regions ({services})', { ...facts, regions: regions.size });
  });
}

/** Groups in the order of their first members. */
export function grouped<K>(operations: readonly Operation[], keyOf: (operation: Operation) => K): Map<K, Operation[]> {
  const groups = new Map<K, Operation[]>();
  for (const operation of operations) {
    const key = keyOf(operation);
    const group = groups.get(key) ?? [];
    groups.set(key, group);
    group.push(operation);
  }
  return groups;
}

/** By project, region, then start: the order in which a person looks for them. */
export function byPlace(operations: readonly Operation[]): Operation[] {
  const rank = ({ collection, location, startTime, name }: Operation): (string | number)[] => [
    collection.project ?? '\uffff',
    location ?? '',
    startTime ?? 0,
    name,
  ];
  return operations
    .map((operation) => ({ operation, rank: rank(operation) }))
    .sort((a, b) => {
      const at = a.rank.findIndex((key, index) => key !== b.rank[index]);
      return at < 0 ? 0 : (a.rank[at] ?? 0) < (b.rank[at] ?? 0) ? -1 : 1;
    })
    .map(({ operation }) => operation);
}

function titleOf([first]: readonly Operation[]): string {
  return first ? serviceTitle(first.collection) : '';
}
