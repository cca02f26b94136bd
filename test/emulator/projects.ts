import { sampleProjects } from '../../src/sample/projects.js';

/** A project as Cloud Resource Manager knows it, with what its owner allowed. */
export interface Project {
  readonly projectId: string;
  readonly number: string;
  readonly displayName: string;
  readonly state: 'ACTIVE' | 'DELETE_REQUESTED';
  readonly parent: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly createdAt: number;
  /** Search finds it only from this moment on: the index is eventually consistent. */
  readonly visibleAt: number;
  /** Ids of the enabled services, or everything. */
  enabled: ReadonlySet<string> | 'all';
  /** Permissions the caller does not have here; `*` denies everything. */
  denied: ReadonlySet<string>;
  /** Whether the caller may bill requests to it (`x-goog-user-project`). */
  usable: boolean;
}

export interface ProjectSpec {
  projectId: string;
  number?: string;
  displayName?: string;
  state?: Project['state'];
  parent?: string;
  labels?: Readonly<Record<string, string>>;
  /** Service ids, or `all`, which is the default. */
  enabled?: readonly string[] | 'all';
  visibleInMs?: number;
}

/** What projects and folders lie in, as Cloud Resource Manager knows it. */
export interface Folder {
  /** `folders/123` or `organizations/456`. */
  readonly name: string;
  readonly displayName: string;
  readonly state: 'ACTIVE' | 'DELETE_REQUESTED';
  /** Absent for an organization. */
  readonly parent: string | undefined;
}

export interface FolderSpec {
  name: string;
  displayName?: string;
  state?: Folder['state'];
  parent?: string;
}

/** Projects by id and by number, in the order they were added, and the folders that they lie in. */
export interface ProjectStore {
  add(spec: ProjectSpec, now: number): Project;
  /** By id or number. */
  get(idOrNumber: string): Project | undefined;
  all(): readonly Project[];
  addFolder(spec: FolderSpec): void;
  folders(): readonly Folder[];
  clear(): void;
}

export function createProjectStore(): ProjectStore {
  const byId = new Map<string, Project>();
  const byNumber = new Map<string, Project>();
  const folders: Folder[] = [];
  return {
    add(spec, now) {
      const project: Project = {
        projectId: spec.projectId,
        number: spec.number ?? numberFor(spec.projectId),
        displayName: spec.displayName ?? spec.projectId,
        state: spec.state ?? 'ACTIVE',
        parent: spec.parent ?? organization,
        labels: spec.labels ?? {},
        createdAt: now - 400 * 86_400_000,
        visibleAt: now + (spec.visibleInMs ?? 0),
        enabled: spec.enabled === undefined || spec.enabled === 'all' ? 'all' : new Set(spec.enabled),
        denied: new Set(),
        usable: true,
      };
      byId.set(project.projectId, project);
      byNumber.set(project.number, project);
      return project;
    },
    get: (idOrNumber) => byId.get(idOrNumber) ?? byNumber.get(idOrNumber),
    all: () => [...byId.values()],
    addFolder({ name, displayName = name, state = 'ACTIVE', parent }) {
      const isFolder = name.startsWith('folders/');
      folders.push({ name, displayName, state, parent: isFolder ? (parent ?? organization) : undefined });
    },
    folders: () => folders,
    clear() {
      folders.splice(0);
      byId.clear();
      byNumber.clear();
    },
  };
}

/** What a project or a folder lies in where nothing else is said. */
const organization = 'organizations/433637338589';

/** What the projects of a fresh emulator lie in. */
export const defaultFolders: readonly FolderSpec[] = [{ name: organization, displayName: 'example.com' }];

/** The projects of a fresh emulator: three with everything, a domain-scoped one, one with no API enabled. */
export const defaultProjects: readonly ProjectSpec[] = [
  ...sampleProjects,
  { projectId: 'example.com:billing-export', number: '141421356237', displayName: 'Billing export' },
  { projectId: 'acme-sandbox', number: '173205080756', displayName: 'Acme Sandbox', enabled: [] },
];

/** A project number that is always the same for the same id. */
function numberFor(projectId: string): string {
  let hash = 0x811c9dc5;
  for (const character of projectId) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return String(100_000_000_000 + (hash >>> 0));
}
