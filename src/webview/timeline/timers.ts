/** Things to be done in a while, by their names; all end with their owner. */
export class Timers {
  private readonly waiting = new Map<string, ReturnType<typeof setTimeout>>();

  /** In so many milliseconds from now, and not before, though it was to be done earlier. */
  anew(name: string, delay: number, task: () => void): void {
    clearTimeout(this.waiting.get(name));
    this.waiting.set(
      name,
      setTimeout(() => {
        this.waiting.delete(name);
        task();
      }, delay),
    );
  }

  /** In so many milliseconds, or when it was to be done anyway. */
  once(name: string, delay: number, task: () => void): void {
    if (!this.waiting.has(name)) {
      this.anew(name, delay, task);
    }
  }

  dispose(): void {
    this.waiting.forEach((timer) => clearTimeout(timer));
    this.waiting.clear();
  }
}
