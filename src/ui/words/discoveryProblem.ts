import { l10n } from 'vscode';
import type { DiscoveryError } from '../../google/serviceCatalog/ownService.js';

/** Why a discovery document cannot be used. */
export function discoveryProblemWords({ problem, detail }: DiscoveryError): string {
  switch (problem) {
    case 'tooLarge':
      return l10n.t('The document is too large to be a discovery document.');
    case 'notJson':
      return l10n.t('The document is not JSON.');
    case 'notDiscovery':
      return l10n.t('The document is not a discovery document: it has no resources.');
    case 'rootUrlMissing':
      return l10n.t('The document does not say where the service is: it has no usable rootUrl.');
    case 'rootUrlInsecure':
      return l10n.t('The service is neither at an https address nor on this machine: {0}', detail);
    case 'rootUrlElsewhere':
      return l10n.t('The document sends tokens to another host than its own, and not to Google: {0}', detail);
    case 'noOperations':
      return l10n.t('The service has no list of operations. {0}', detail).trim();
  }
}
