import type { Queued } from './requestQueue.js';

/**
 * Projects whose latest answer was a refusal, and locations whose latest request hung, each at its host: what one of
 * their requests met the next one will meet too.
 */
export class TroubledPlaces {
  readonly #places = new Set<string>();

  has(request: Queued): boolean {
    return this.#places.size > 0 && [projectOf(request), locationOf(request)].some((place) => this.#places.has(place));
  }

  refused(request: Queued): void {
    this.#add(projectOf(request));
  }

  hung(request: Queued): void {
    this.#add(locationOf(request));
  }

  answered(request: Queued): void {
    if (this.#places.size > 0) {
      this.#places.delete(projectOf(request));
      this.#places.delete(locationOf(request));
    }
  }

  #add(place: string): void {
    if (place !== '') {
      this.#places.add(place);
    }
  }
}

/** Empty where the request is about none. */
function projectOf({ host, path }: Queued): string {
  const project = /\/projects\/[^/]+/.exec(path)?.[0];
  return project === undefined ? '' : host + project;
}

function locationOf({ host, path }: Queued): string {
  const location = /\/(?:locations|regions|zones)\/[^/]+/.exec(path)?.[0];
  return location === undefined ? '' : host + location;
}
