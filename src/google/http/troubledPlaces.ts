/** As much of a request as tells what it is about. */
interface About {
  readonly host: string;
  /** E.g. `v1/projects/p/regions/r/operations`. */
  readonly path: string;
}

/**
 * Projects whose latest answer was a refusal, and locations whose latest request hung, each at its host: what one of
 * their requests met the next one will meet too.
 */
export class TroubledPlaces {
  readonly #places = new Set<string>();

  has(request: About): boolean {
    return this.#places.size > 0 && [projectOf(request), locationOf(request)].some((place) => this.#places.has(place));
  }

  refused(request: About): void {
    this.#add(projectOf(request));
  }

  hung(request: About): void {
    this.#add(locationOf(request));
  }

  answered(request: About): void {
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
function projectOf({ host, path }: About): string {
  const project = /\/projects\/[^/]+/.exec(path)?.[0];
  return project === undefined ? '' : host + project;
}

function locationOf({ host, path }: About): string {
  const location = /\/(?:locations|regions|zones)\/[^/]+/.exec(path)?.[0];
  return location === undefined ? '' : host + location;
}
