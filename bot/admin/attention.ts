import type { Person } from '../domain/records';
import { attentionSentence } from '../domain/timeline-wording';
import { json, type TabAnswer, type TabPorts } from './answer';
import type { AttentionDone, AttentionPage } from './contract';

/** Matters shown at once; whoever has more works through these first. */
const mostItems = 200;

/** `POST /lists/attention`: what the product could not settle by itself. One storage call. */
export async function listAttention(_person: Person, ports: TabPorts): Promise<TabAnswer> {
  const { items, isMore } = await ports.views.listAttention(mostItems);
  const page: AttentionPage = {
    items: items.map(({ kind, request, code, since }) => ({ kind, request, code, since, sentence: attentionSentence(kind) })),
    isPartial: isMore,
  };
  return json(page);
}

/** `POST /attention/done` */
export async function finishAttention(person: Person, { kind, request }: AttentionDone, ports: TabPorts): Promise<TabAnswer> {
  await ports.views.clearAttention(kind, request);
  ports.log.info({ person: person.id, request, kind }, 'an admin took a matter off the list');
  return { kind: 'done' };
}
