import { RequestQueue, type Lane } from '../../../src/google/http/requestQueue.js';
import { FakeClock } from '../support/fakeClock.js';

/** A request that a test has put into the queue. */
export interface Job {
  readonly host: string;
  readonly lane: Lane;
  readonly path: string;
  state: 'waiting' | 'running' | 'ended' | 'aborted' | 'refused';
  end: () => void;
  refuse: () => void;
  abort: () => void;
}

/** A queue whose tasks end when a test says so. */
export class QueueBench {
  readonly clock = new FakeClock();
  readonly queue: RequestQueue;
  readonly jobs: Job[] = [];

  constructor(width: number) {
    this.queue = new RequestQueue(this.clock, width);
  }

  add(host: string, lane: Lane = 'listing', path = 'v1/operations'): Job {
    const controller = new AbortController();
    const { promise, resolve, reject } = withResolvers();
    const job: Job = {
      ...{ host, lane, path, state: 'waiting', end: resolve, abort: () => controller.abort() },
      refuse: () => reject(new Error('refused')),
    };
    const task = async (): Promise<void> => {
      job.state = 'running';
      await promise;
    };
    this.queue.run({ host, lane, path }, task, controller.signal).then(
      () => (job.state = 'ended'),
      () => (job.state = controller.signal.aborted ? 'aborted' : 'refused'),
    );
    this.jobs.push(job);
    return job;
  }

  running(host?: string): number {
    return this.jobs.filter((job) => job.state === 'running' && (host === undefined || job.host === host)).length;
  }
}

function withResolvers(): { promise: Promise<void>; resolve: () => void; reject: (error: Error) => void } {
  let resolve = (): void => undefined;
  let reject: (error: Error) => void = () => undefined;
  const promise = new Promise<void>((done, fail) => {
    resolve = done;
    reject = fail;
  });
  return { promise, resolve, reject };
}
