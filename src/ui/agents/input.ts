/** What a model is told when it cannot have what it asked for: what was wrong, and what to do instead. English. */
export class ToolError extends Error {}

type Fields = Readonly<Record<string, unknown>>;

/** What a model handed over, as an object; it may be anything. @throws ToolError */
export function fieldsOf(input: unknown): Fields {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    throw new ToolError('The input has to be an object.');
  }
  return input as Fields;
}

/** @throws ToolError for anything but a text of 1 to `most` characters. */
export function textIn(fields: Fields, key: string, most: number): string {
  const value = optionalTextIn(fields, key, most);
  if (value === undefined || value === '') {
    throw new ToolError(`"${key}" is missing.`);
  }
  return value;
}

/** @throws ToolError for anything but a text of at most `most` characters, or nothing. */
export function optionalTextIn(fields: Fields, key: string, most: number): string | undefined {
  const value = fields[key];
  if (value === undefined || value === null) {
    return undefined;
  }
  if (typeof value !== 'string' || value.length > most) {
    throw new ToolError(`"${key}" has to be a text of at most ${most} characters.`);
  }
  return value;
}

/** False where there is none. @throws ToolError for anything but true or false. */
export function flagIn(fields: Fields, key: string): boolean {
  const value = fields[key] ?? false;
  if (typeof value !== 'boolean') {
    throw new ToolError(`"${key}" has to be true or false.`);
  }
  return value;
}

/** A whole number between `least` and `most`; `usual` where there is none. @throws ToolError */
export function numberIn(fields: Fields, key: string, least: number, most: number, usual: number): number {
  const value = fields[key] ?? usual;
  if (typeof value !== 'number' || !Number.isInteger(value) || value < least || value > most) {
    throw new ToolError(`"${key}" has to be a whole number from ${least} to ${most}.`);
  }
  return value;
}
