import { expandCollections, expandNotes } from '../compact.js';
import { list, record, strings, text } from '../checks.js';
import type { CancelNote, VersionCollections } from '../service.js';

/** What is known of a service beside its API description; see supplement.json. */
export interface SupplementEntry {
  readonly id: string;
  /** Where the facts come from. */
  readonly source: string;
  readonly title?: string;
  /** The version to ask, where it is not the newest stable one. */
  readonly prefer?: string;
  /** Compact paths of collections to leave out; `*` for the whole service. */
  readonly exclude: readonly string[];
  /** Compact paths of collections, in whatever version, that show mostly what another one shows. */
  readonly second: readonly string[];
  /** The locations of a service without locations.list; Compute Engine's regions where nothing is said. */
  readonly locations?: readonly string[];
  /** The service documents `-` as location of an operations list. */
  readonly wildcard: boolean;
  readonly locationHost?: string;
  /** See `Service.cancelNotes`. */
  readonly cancelNotes?: Readonly<Record<string, CancelNote>>;
  /** Collections by version, beside those that the descriptions have or in place of those with the same path. */
  readonly versions: Readonly<Record<string, VersionCollections>>;
}

/** @throws Error that names the field which is not as it should be. */
export function readSupplement(json: unknown): readonly SupplementEntry[] {
  return list(record(json, 'supplement')['services'], 'services').map(readEntry);
}

function readEntry(json: unknown): SupplementEntry {
  const entry = record(json, 'entry');
  const id = text(entry['id'], 'id');
  const at = (name: string) => `${id}.${name}`;
  const optionalText = (name: 'title' | 'prefer' | 'locationHost') =>
    entry[name] === undefined ? {} : { [name]: text(entry[name], at(name)) };
  const versions = Object.entries(record(entry['versions'] ?? {}, at('versions')));
  return {
    id,
    source: text(entry['source'], at('source')),
    ...optionalText('title'),
    ...optionalText('prefer'),
    ...optionalText('locationHost'),
    ...(entry['cancelNotes'] !== undefined && { cancelNotes: expandNotes(entry['cancelNotes'], at('cancelNotes')) }),
    exclude: strings(entry['exclude'] ?? [], at('exclude')),
    second: strings(entry['second'] ?? [], at('second')),
    ...(entry['locations'] !== undefined && { locations: strings(entry['locations'], at('locations')) }),
    wildcard: entry['wildcard'] === true,
    versions: Object.fromEntries(
      versions.map(([version, collections]) => [version, expandCollections(collections, at(version))]),
    ),
  };
}
