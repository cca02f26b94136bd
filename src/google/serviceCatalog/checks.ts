/*
 * Checks for JSON that was read from a file. Each returns the value in its type or throws an Error that says where it
 * went wrong.
 */

export function record(value: unknown, where: string): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Error(`${where} must be an object`);
  }
  return value as Record<string, unknown>;
}

export function list(value: unknown, where: string): readonly unknown[] {
  if (!Array.isArray(value)) {
    throw new Error(`${where} must be a list`);
  }
  return value as unknown[];
}

export function text(value: unknown, where: string): string {
  if (typeof value !== 'string') {
    throw new Error(`${where} must be a string`);
  }
  return value;
}

export function strings(value: unknown, where: string): readonly string[] {
  return list(value, where).map((member) => text(member, where));
}

export function bool(value: unknown, where: string): boolean {
  if (typeof value !== 'boolean') {
    throw new Error(`${where} must be true or false`);
  }
  return value;
}

export function oneOf<T extends string>(value: unknown, allowed: readonly T[], where: string): T {
  const found = allowed.find((one) => one === value);
  if (found === undefined) {
    throw new Error(`${where} must be one of ${allowed.join(', ')}`);
  }
  return found;
}
