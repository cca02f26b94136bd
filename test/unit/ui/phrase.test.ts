import assert from 'node:assert/strict';
import { actionWords } from '../../../src/ui/words/phrase.js';

describe('words of an action', () => {
  const cases: readonly (readonly [
    verb: string,
    object: string | undefined,
    target: string | undefined,
    kind: string | undefined,
    said: string,
  ])[] = [
    ['CREATE', undefined, 'etl', 'cluster', 'create …'],
    ['insert', undefined, 'a/disks/d', 'disk', 'create …'],
    ['createSnapshot', undefined, 'a/disks/d', 'disk', 'create snapshot of …'],
    ['DELETE_BACKUP', undefined, 'main', 'instance', 'delete backup of …'],
    ['DELETE_USER', undefined, 'main', 'instance', 'delete user of …'],
    ['DELETE_DATABASE', undefined, 'a/databases/d', 'database', 'delete …'],
    ['setLabels', undefined, 'a/images/i', 'image', 'set labels of …'],
    ['detachDisk', undefined, 'a/instances/i', 'instance', 'detach disk from …'],
    ['addInstances', undefined, 'a/instanceGroups/g', 'instanceGroup', 'add instances to …'],
    ['addFirewallRuleToFirewallPolicy', undefined, '1', 'firewallPolicy', 'add firewall rule to …'],
    ['createFirewallPolicy', undefined, '1', 'firewallPolicy', 'create …'],
    ['deletePscForwardingRule', undefined, 'a/forwardingRules/f', 'forwardingRule', 'delete psc …'],
    ['TargetTcpProxySetProxyHeader', undefined, 'p', 'targetTcpProxy', 'set proxy header of …'],
    ['update', 'databaseDdl', 'a/databases/d', 'database', 'update ddl of …'],
    ['create', 'secondary', 'a/clusters/c', 'cluster', 'create secondary …'],
    ['batch create', 'features', 'a/entityTypes/e', 'entityType', 'batch create features in …'],
    ['import', 'resources', 'a/datasets/d', 'dataset', 'import resources in …'],
    ['batch recognize', undefined, 'a/recognizers/r', 'recognizer', 'batch recognize with …'],
    ['export', 'entities', 'gs://backup', 'entities', 'export entities to …'],
    ['import', 'entities', 'gs://backup/today', 'entities', 'import entities from …'],
    ['transfer', undefined, 'transferJobs/1', 'transferJob', 'run …'],
    ['annotate', 'video', 'train.mp4', undefined, 'annotate video …'],
  ];
  for (const [verb, object, target, kind, said] of cases) {
    it(`${verb} ${object ?? ''} on ${kind ?? target ?? ''}: ${said}`, () => {
      const { words, link } = actionWords(verb, object, target, kind);
      assert.equal(`${words}${link === 'nothing' ? '' : ` ${link}`} …`, said);
    });
  }
});
