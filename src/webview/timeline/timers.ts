/** Things to be done in a while, by their names; all end with their owner. */
export interface Timers {
  /** In so many milliseconds from now, and not before, though it was to be done earlier. */
  anew(name: string, delay: number, task: () => void): void;
  /** In so many milliseconds, or when it was to be done anyway. */
  once(name: string, delay: number, task: () => void): void;
  dispose(): void;
}

export function createTimers(): Timers {
  const waiting = new Map<string, ReturnType<typeof setTimeout>>();
  function anew(name: string, delay: number, task: () => void): void {
    clearTimeout(waiting.get(name));
    waiting.set(
      name,
      setTimeout(() => {
        waiting.delete(name);
        task();
      }, delay),
    );
  }
  return {
    anew,
    once(name, delay, task) {
      if (!waiting.has(name)) {
        anew(name, delay, task);
      }
    },
    dispose() {
      waiting.forEach((timer) => clearTimeout(timer));
      waiting.clear();
    },
  };
}
