// Stands in for node:crypto where the product and the emulator take ids and tokens from chance: the same ones for the same seed.
import { Random } from './random.js';

export * from 'node:crypto';

let random = new Random(0);

/** From now on ids and tokens are those of this seed. */
export function seedEntropy(seed: number): void {
  random = new Random(seed);
}

export function randomBytes(size: number): Buffer {
  return Buffer.from(Array.from({ length: size }, () => Math.floor(random.next() * 256)));
}

export function randomUUID(): string {
  const hex = randomBytes(16).toString('hex');
  const parts = [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `a${hex.slice(17, 20)}`, hex.slice(20)];
  return parts.join('-');
}
