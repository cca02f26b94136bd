import { l10n, Uri, window, workspace } from 'vscode';
import { isPrivate } from '../../base/baseUrl.js';
import { mayReceiveTokens } from '../../google/origins.js';
import { fetchDocument } from '../../google/serviceCatalog/fetchDocument.js';
import {
  DiscoveryError,
  maxDocumentLength,
  serviceFromDiscovery,
  type OwnService,
} from '../../google/serviceCatalog/ownService.js';
import { EVERY_ENABLED_SERVICE } from '../../settings.js';
import type { Catalogue } from '../catalogue.js';
import type { StoredOrigins } from '../storedOrigins.js';
import { changeServices } from './changeServices.js';
import { discoveryProblemWords } from '../words/discoveryProblem.js';
import { ask, complain, confirm, inform, pickOne } from '../show.js';

/** How long a server may take to hand out its document. */
const FETCH_MS = 20_000;

/** "Add Service…": by the URL or the file of its discovery document. It is shown from then on. */
export function addServiceCommand(catalogue: Catalogue, origins: StoredOrigins, reopen: () => void) {
  return async (): Promise<void> => {
    const source = await askSource();
    if (!source) {
      return;
    }
    const own = await read(source);
    if (own && (await confirmService(own))) {
      catalogue.add(own);
      const address = new URL(addressOf(own));
      if (!mayReceiveTokens(address, origins)) {
        // The question named it, and what is sent there.
        await origins.allow(address.origin);
      }
      await changeServices((ids) =>
        ids.includes(EVERY_ENABLED_SERVICE) ? ids : [...new Set([...ids, own.service.id])],
      );
      reopen();
    }
  };
}

/** "Remove Service…": one that was added. */
export function removeServiceCommand(catalogue: Catalogue, reopen: () => void) {
  return async (): Promise<void> => {
    const items = catalogue
      .own()
      .map(({ service }) => ({ id: service.id, label: service.title, description: service.host }));
    if (items.length === 0) {
      void inform(l10n.t('No service was added.'));
      return;
    }
    const picked = await pickOne(items, { title: l10n.t('Remove Service') });
    if (picked) {
      catalogue.remove(picked.id);
      await changeServices((ids) => ids.filter((id) => id !== picked.id));
      reopen();
    }
  };
}

async function askSource(): Promise<URL | undefined> {
  const typed = await ask({
    title: l10n.t('Add Service'),
    prompt: l10n.t('URL of the service’s discovery document. Leave it empty to choose a file.'),
    placeHolder: 'https://example.googleapis.com/$discovery/rest?version=v1',
    ignoreFocusOut: true,
    validateInput: (value) => (value.trim() === '' || isUsable(value.trim()) ? undefined : unusable()),
  });
  if (typed === undefined) {
    return undefined;
  }
  if (typed.trim() !== '') {
    return new URL(typed.trim());
  }
  const [file] = (await window.showOpenDialog({ title: l10n.t('Add Service'), filters: { JSON: ['json'] } })) ?? [];
  return file && new URL(file.toString());
}

function unusable(): string {
  return l10n.t('An https address is expected, or http on this machine.');
}

function isUsable(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return url !== undefined && isPrivate(url) && url.username === '' && url.password === '';
}

/** Reads the document without any credential; what is wrong with it is said where the person is. */
async function read(source: URL): Promise<OwnService | undefined> {
  try {
    return serviceFromDiscovery(await load(source), source);
  } catch (error) {
    const words =
      error instanceof DiscoveryError
        ? discoveryProblemWords(error)
        : l10n.t('The document cannot be read: {0}', error instanceof Error ? error.message : String(error));
    void complain(words);
    return undefined;
  }
}

async function load(source: URL): Promise<string> {
  if (source.protocol === 'file:') {
    const file = Uri.parse(source.href);
    if ((await workspace.fs.stat(file)).size > maxDocumentLength) {
      throw new DiscoveryError('tooLarge');
    }
    return Buffer.from(await workspace.fs.readFile(file)).toString('utf8');
  }
  return fetchDocument(source, AbortSignal.timeout(FETCH_MS));
}

function addressOf({ service, endpoint }: OwnService): string {
  return endpoint ?? `https://${service.host}/`;
}

async function confirmService(own: OwnService): Promise<boolean> {
  const { service } = own;
  const detail = [
    l10n.t('Access tokens of your account will be sent to {0}.', addressOf(own)),
    ...[...service.collections, ...(service.nested ?? [])].slice(0, 10).map(({ path }) => `${service.version}/${path}`),
  ].join('\n');
  return await confirm({ text: l10n.t('Add “{0}”?', service.title), detail, act: l10n.t('Add Service') });
}
