import type { EditablePolicy, Person } from '../../domain/organisation/organisation';
import { policyChanges } from '../../domain/organisation/policy-changes';
import { editablePart, policyField, policySections, readPolicyForm, valuesOfPolicy } from '../../domain/organisation/policy-form';
import { reasonColumns } from '../../domain/organisation/reason-rows';
import { organisationSentences } from '../../domain/words/organisation-words';
import { moment } from '../../domain/words/words';
import type { PolicyStore, PolicyVersion } from '../../ports/policies';
import { mergedPolicy, type PolicyInForce } from '../../shown/policy-in-force';
import { nameOf } from '../../verbs/people';
import { json, type TabAnswer, type TabPorts } from './answer';
import type { PolicyAnswer, PolicySave, PolicyView } from './policy-contract';

export type PolicyPorts = TabPorts & {
  policies: PolicyStore;
  policyInForce: PolicyInForce;
};

/** Versions that the page tells of. */
const mostShown = 30;

/** `GET /policy`. Reads what is in force anew: whoever edits must not begin from the cache of this process. */
export async function showPolicy(ports: PolicyPorts): Promise<TabAnswer> {
  return json(await policyAsShown(ports));
}

/** `POST /policy/save`. */
export async function savePolicy(person: Person, { version, values }: PolicySave, ports: PolicyPorts): Promise<TabAnswer> {
  const current = await ports.policies.current();
  if ((current?.value.version ?? 0) !== version) return policyJson(await policyMoved(ports));
  const present = policyOf(current?.value, ports);
  const read = readPolicyForm(values, present);
  if ('mistakes' in read) return policyJson({ kind: 'wrong', mistakes: read.mistakes });
  const changes = policyChanges(present, read.policy);
  if (changes.length > 0) {
    const at = ports.clock.now().toInstant().toString();
    const next: PolicyVersion = { version: version + 1, at, by: person.id, policy: read.policy, changes };
    if ((await ports.policies.save(next, current?.etag)) === 'lost') return policyJson(await policyMoved(ports));
    ports.policyInForce.changed();
    ports.log.info({ person: person.id, version: String(next.version) }, 'the policy was changed');
  }
  return policyJson({ kind: 'saved', view: await policyAsShown(ports), sentence: organisationSentences.policySaved });
}

async function policyMoved(ports: PolicyPorts): Promise<PolicyAnswer> {
  return { kind: 'moved-on', view: await policyAsShown(ports), sentence: organisationSentences.policyMovedOn };
}

const policyJson = (value: PolicyAnswer): TabAnswer => json(value);

/** The file's values are in `ports.policy` as long as nothing was saved. */
function policyOf(version: PolicyVersion | undefined, { policy }: PolicyPorts): EditablePolicy {
  return editablePart(version ? mergedPolicy(policy, version.policy) : policy);
}

async function policyAsShown(ports: PolicyPorts): Promise<PolicyView> {
  const [current, versions] = await Promise.all([ports.policies.current(), ports.policies.versions(mostShown)]);
  const policy = policyOf(current?.value, ports);
  return {
    version: current?.value.version ?? 0,
    values: valuesOfPolicy(policy),
    sections: policySections.map(({ title, fields }) => ({
      title,
      fields: fields.map((name) => ({ name, ...policyField(name) })),
    })),
    reasons: { columns: [...reasonColumns], ids: policy.reasons.map(({ id }) => id) },
    history: await Promise.all(
      versions.map(async (one) => ({
        version: one.version,
        by: await nameOf(one.by, ports),
        atWords: moment(one.at, ports.policy.zone),
        changes: one.changes,
      })),
    ),
  };
}
