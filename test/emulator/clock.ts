/** Two times: the wall's, in which tokens live, and the scripted one, in which operations do. */
export interface Clock {
  /** Milliseconds since the epoch as given by the caller's clock. */
  wall(): number;
  /** The same plus everything that was advanced by hand. */
  now(): number;
  advance(milliseconds: number): void;
}

/** Moving operations on by hours must not expire everybody's token, hence two readings of one clock. */
export function createClock(wall: () => number = Date.now): Clock {
  let offset = 0;
  return {
    wall,
    now: () => wall() + offset,
    advance: (milliseconds) => {
      offset += milliseconds;
    },
  };
}
