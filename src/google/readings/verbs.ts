/** A verb, and what it is done to where its word says that too. */
export interface Action {
  /** In the server's own spelling where it is a word of its own, else in lower case: `create`, `UPDATE`, `batch create`. */
  readonly verb: string | undefined;
  /** Camel case: `database`, `nodeGroup`. */
  readonly object: string | undefined;
}

/**
 * Takes apart what names an action in whatever spelling: `CREATE_FUNCTION`, `createSnapshot`,
 * `google.cloud.speech.v2.Speech.CreateRecognizer`, `compute.autoscalers.patch`, `createsecondary`.
 * A first word that is no verb makes all of it the object; that only a part is updated goes unsaid.
 */
export function splitAction(name: string): Action {
  const all = compound(wordsOf(name.slice(Math.max(name.lastIndexOf('.'), name.lastIndexOf('/')) + 1)));
  const words = all[0] === 'partial' && verbs.has(all[1] ?? '') ? all.slice(1) : all;
  const length = verbLength(words);
  const verb = words.slice(0, length).join(' ');
  return { verb: verb === '' ? undefined : verb, object: camelCase(words.slice(length)) };
}

/** Whether what names an action begins with a verb. */
export function namesVerb(name: string): boolean {
  return splitAction(name).verb !== undefined;
}

/** Camel and snake case in lower-case words; an acronym (`RBACRole`) is one. */
export function wordsOf(name: string): readonly string[] {
  const words = name.match(/[A-Z]+(?![a-z])\d*|[A-Z]?[a-z]+\d*|\d+/g) ?? [];
  return words.map((word) => word.toLowerCase());
}

export function camelCase(words: readonly string[]): string | undefined {
  const [first, ...rest] = words;
  return first === undefined
    ? undefined
    : [first, ...rest.map((word) => word.charAt(0).toUpperCase() + word.slice(1))].join('');
}

/** How many of the words say what is done. */
function verbLength([first = '', second = '']: readonly string[]): number {
  // Done to many at once is said before the verb; without one it is the verb.
  if (manners.has(first)) {
    return verbs.has(second) ? 2 : 1;
  }
  return verbs.has(first) ? 1 : 0;
}

/** AlloyDB writes its verbs as one: `createsecondary`. */
function compound(words: readonly string[]): readonly string[] {
  const [only = ''] = words;
  if (words.length === 1 && !verbs.has(only) && !manners.has(only)) {
    for (let length = only.length - 3; length >= 5; length--) {
      if (verbs.has(only.slice(0, length)) || manners.has(only.slice(0, length))) {
        return [only.slice(0, length), only.slice(length)];
      }
    }
  }
  return words;
}

const manners: ReadonlySet<string> = new Set(['batch', 'bulk']);

/** First words of the methods that start operations, over all of Google's published APIs. */
const verbs: ReadonlySet<string> = new Set(
  [
    'abandon abort accept activate add advance analyze annotate apply approve archive assess assign attach augment authorize',
    'backup begin block build cancel change check classify cleanup clear clone close collect commit compact compare compile',
    'complete configure convert copy count create deactivate debug decommission deduplicate deidentify delete demote deploy',
    'deprovision destroy detach detect diagnose disable discover distribute drain drop duplicate edit enable encrypt enroll',
    'establish estimate evaluate execute export extend extract failover fetch finalize finish force generate get grant hibernate',
    'import index ingest initialize initiate inject insert inspect install instantiate invoke label launch list load lock',
    'manage mark merge migrate modify mount move mutate obtain open optimize patch pause perform populate preview process',
    'promote provision publish pull purge push query reactivate read reassign reboot rebuild recluster recognize reconcile',
    'reconfigure recover recrawl refresh regenerate register reimage reject rejoin release reload relocate remove rename',
    'renew reopen repair replace replicate report request rerun reschedule reset resize resolve restart restore resume retire',
    'retrieve retry return reverse revert review revoke roll rollback rotate run sample save scale schedule search seed send',
    'set setup share sign signout simulate snapshot split start stop submit suggest suspend switch switchover sync',
    'synchronize synthesize tag terminate test train transcribe transfer translate trigger troubleshoot tune unassign unclaim',
    'undelete undeploy uninstall unlink unlock unmount unpublish unregister update upgrade upload upsert validate verify wipe',
    'withdraw write',
  ]
    .join(' ')
    .split(' '),
);
