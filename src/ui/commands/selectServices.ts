import { l10n, QuickPickItemKind, type QuickPickItem } from 'vscode';
import { isInProject } from '../../google/serviceCatalog/collectionAt.js';
import type { Service } from '../../google/serviceCatalog/service.js';
import { EVERY_ENABLED_SERVICE } from '../../settings.js';
import type { Catalogue } from '../catalogue.js';
import type { SessionHolder } from '../session.js';
import { shownProjects } from '../projects/projectSettings.js';
import { chooseServicesTitle } from '../words/requests.js';
import { changeServices } from './changeServices.js';
import { createPick, setItems } from '../show.js';
import { list } from '../words/plural.js';
import { joined } from '../words/operation.js';

interface ServiceItem extends QuickPickItem {
  readonly id: string;
}

/** "Choose Services…": the catalogue by name, with what each supports. */
export function selectServicesCommand(session: SessionHolder, catalogue: Catalogue) {
  return async (): Promise<void> => {
    const { settings } = session.current;
    const chosen = new Set(settings.everyEnabledService ? [] : settings.services.map(({ id }) => id));
    const services = [...catalogue.all()].sort((a, b) => (a.title < b.title ? -1 : 1));
    const every: ServiceItem = {
      id: EVERY_ENABLED_SERVICE,
      label: l10n.t('All services that a project has enabled'),
      detail: l10n.t('Asks Service Usage which ones these are; takes more requests than a few chosen services'),
      picked: settings.everyEnabledService,
    };
    const item = (service: Service): ServiceItem => ({
      id: service.id,
      label: service.title,
      description: service.host,
      detail: abilities(service),
      picked: chosen.has(service.id),
    });
    const items = [
      every,
      separator(l10n.t('Chosen')),
      ...services.filter(({ id }) => chosen.has(id)).map(item),
      separator(l10n.t('All services')),
      ...services.filter(({ id }) => !chosen.has(id)).map(item),
    ];
    const ids = await pickServices(items, (picked) => {
      const { watch } = session.current;
      const asked = picked.includes(EVERY_ENABLED_SERVICE)
        ? services.filter(({ collections }) => collections.some(isInProject))
        : services.filter(({ id }) => picked.includes(id));
      return watch.refresher.fullLook(asked, shownProjects(session.current));
    });
    if (ids) {
      const value = ids.includes(EVERY_ENABLED_SERVICE) ? [EVERY_ENABLED_SERVICE] : ids;
      await changeServices(() => value);
    }
  };
}

/**
 * Ids of the services that were picked; undefined when the person gives up. What the choice costs stands in the title.
 * @param cost listings of a full look at the services with these ids.
 */
function pickServices(
  items: readonly ServiceItem[],
  cost: (ids: readonly string[]) => number,
): Promise<readonly string[] | undefined> {
  return new Promise((resolve) => {
    const pick = createPick<ServiceItem>();
    const ids = (): readonly string[] => pick.selectedItems.map(({ id }) => id);
    const tellCost = (): void => {
      pick.title = chooseServicesTitle(cost(ids()));
    };
    pick.canSelectMany = true;
    pick.matchOnDescription = true;
    pick.placeholder = l10n.t('Services whose operations are shown');
    pick.selectedItems = setItems(pick, items).filter(({ picked }) => picked);
    tellCost();
    pick.onDidChangeSelection(tellCost);
    pick.onDidAccept(() => {
      resolve(ids());
      pick.hide();
    });
    pick.onDidHide(() => {
      resolve(undefined);
      pick.dispose();
    });
    pick.show();
  });
}

function separator(label: string): ServiceItem {
  return { id: '', label, kind: QuickPickItemKind.Separator };
}

/** What the operations of a service allow, in words. */
function abilities(service: Service): string {
  const patterns = [...service.collections, ...(service.nested ?? [])];
  const words = [
    changes(
      patterns.some(({ cancel }) => cancel),
      patterns.some((pattern) => pattern.delete),
    ),
    ...(patterns.some(isInProject) ? [] : [l10n.t('outside projects')]),
    ...(service.collections.length === 0 ? [l10n.t('below resources: a request for each')] : []),
    ...(service.versions.length > 1 ? [l10n.t('versions {0}', list(service.versions))] : []),
  ];
  return joined(words);
}

function changes(cancel: boolean, remove: boolean): string {
  if (cancel) {
    return remove ? l10n.t('list, cancel, delete') : l10n.t('list, cancel');
  }
  return remove ? l10n.t('list, delete; the service has no cancel') : l10n.t('list only: the service has no cancel');
}
