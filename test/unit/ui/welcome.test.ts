import assert from 'node:assert/strict';
import { seedServices } from '../../../src/google/serviceCatalog/seed.js';
import { OperationStore } from '../../../src/operations/store.js';
import { Rows } from '../../../src/ui/tree/rows.js';
import { welcomeFor } from '../../../src/ui/tree/welcome.js';
import { Survey } from '../../../src/watch/survey.js';
import { aCollection } from '../support/fixtures.js';

/** What a session with these settings knows. */
function surveyed({ servicesChosen = false, oauthClientId = undefined as string | undefined } = {}) {
  const survey = new Survey();
  const settings = {
    services: seedServices,
    servicesChosen,
    oauthClientId,
    showEmptyRegions: false,
    pinnedProjects: [],
  };
  return { survey, source: { settings, settingProblems: [], watch: { store: new OperationStore(), survey } } };
}

describe('the welcome', () => {
  it('says by what one can sign in, or that something has to be installed first', () => {
    const missing = (gcloud: string) =>
      ({ kind: 'credentialsMissing', message: 'none', reason: 'noneFound', metadata: { gcloud } }) as const;
    const { survey, source } = surveyed();
    survey.setGeneral(missing('missing'));
    assert.equal(welcomeFor(source, true), 'install');
    survey.setGeneral(missing('installed'));
    assert.equal(welcomeFor(source, true), 'gcloud');
    const organization = surveyed({ oauthClientId: '1.apps.googleusercontent.com' });
    organization.survey.setGeneral(missing('installed'));
    assert.equal(welcomeFor(organization.source, true), 'signIn');
  });
});

describe('Workspace', () => {
  it('is shown where it cannot be read only to whoever chose it', () => {
    for (const servicesChosen of [false, true]) {
      const { survey, source } = surveyed({ servicesChosen });
      const vault = aCollection({ service: 'vault', project: undefined, location: undefined, path: 'operations' });
      survey.setProjects(['acme', undefined]);
      survey.beginReading(undefined);
      const error = { kind: 'scopeInsufficient', message: 'no scope' } as const;
      survey.setStatus(vault, { state: 'failed', at: 0, error });
      survey.endReading(undefined, true);
      const roots = new Rows(source).children().map(({ id }) => id);
      assert.equal(roots.length, servicesChosen ? 2 : 1);
    }
  });
});
