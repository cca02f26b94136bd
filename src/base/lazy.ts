/** Something that is loaded when it is first needed, once. */
export class Lazy<T> {
  readonly #load: () => Promise<T>;
  #loaded: Promise<T> | undefined;

  constructor(load: () => Promise<T>) {
    this.#load = load;
  }

  get(): Promise<T> {
    this.#loaded ??= this.#load();
    return this.#loaded;
  }

  /** For what concerns nobody before it was needed. Where loading failed, those who needed it were told. */
  ifNeeded(use: (value: T) => void): void {
    this.#loaded?.then(use, () => undefined);
  }
}
