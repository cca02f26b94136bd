import { l10n } from 'vscode';
import { readable } from './readable.js';

/** The word for a sort of resource, e.g. `nodeGroup` → `node group`; one that is not known is taken apart. */
export function kindWord(kind: string): string {
  switch (kind.replace(/[^a-z]/gi, '').toLowerCase()) {
    case 'cluster':
      return l10n.t('cluster');
    case 'nodegroup':
      return l10n.t('node group');
    case 'batch':
      return l10n.t('batch');
    case 'session':
      return l10n.t('session');
    case 'job':
      return l10n.t('job');
    case 'workflow':
      return l10n.t('workflow');
    case 'workflowtemplate':
      return l10n.t('workflow template');
    case 'workload':
      return l10n.t('workload');
    case 'deliverypipeline':
      return l10n.t('delivery pipeline');
    case 'target':
      return l10n.t('target');
    case 'customtargettype':
      return l10n.t('custom target type');
    case 'release':
      return l10n.t('release');
    case 'rollout':
      return l10n.t('rollout');
    case 'automation':
      return l10n.t('automation');
    case 'deploypolicy':
      return l10n.t('deploy policy');
    case 'membership':
      return l10n.t('membership');
    case 'membershipbinding':
    case 'binding':
      return l10n.t('binding');
    case 'feature':
      return l10n.t('feature');
    case 'fleet':
      return l10n.t('fleet');
    case 'scope':
      return l10n.t('scope');
    case 'namespace':
      return l10n.t('namespace');
    case 'rbacrolebinding':
      return l10n.t('RBAC role binding');
    case 'matter':
      return l10n.t('matter');
    case 'instance':
      return l10n.t('instance');
    case 'nodepool':
      return l10n.t('node pool');
    case 'transferjob':
      return l10n.t('transfer job');
    case 'database':
      return l10n.t('database');
    case 'disk':
      return l10n.t('disk');
    case 'backup':
      return l10n.t('backup');
    default:
      return readable(kind);
  }
}
