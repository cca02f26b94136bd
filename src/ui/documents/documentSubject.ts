/** What the address of a details document says of its operation. */
export interface DocumentSubject {
  readonly collectionId: string;
  readonly name: string;
}

/** The operations that the query of an address names; empty for one that was not written here. Never throws. */
export function parseSubjects(query: string): readonly DocumentSubject[] {
  try {
    const pairs = JSON.parse(query) as unknown;
    return Array.isArray(pairs) ? pairs.flatMap(subjectOf) : [];
  } catch {
    return [];
  }
}

function subjectOf(pair: unknown): DocumentSubject[] {
  const [collectionId, name] = Array.isArray(pair) ? (pair as unknown[]) : [];
  return typeof collectionId === 'string' && typeof name === 'string' ? [{ collectionId, name }] : [];
}
