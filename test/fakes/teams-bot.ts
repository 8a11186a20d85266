import { createTeams, type Teams, type TeamsOptions } from '../../bot/adapters/teams/teams';
import type { Conversation } from '../../bot/ports/chat';
import type { Answer, Reply, Turn } from '../../bot/ports/turn';
import { fakeCredentials } from './bot-connector';
import { type LocalIssuer, startIssuer } from './local-issuer';
import { type LogLine, logInto } from './log-lines';
import { type FakeTeams, startTeams } from './teams-client';

export const tenantId = '6f1c2a52-0d5e-4d0a-9c57-3b1e5f9a7c10';
export const appId = '0b3f6a4e-7c1d-4b52-8f0e-2d9c4a6b8e12';
export const ann = { id: '11111111-aaaa-4bbb-8ccc-000000000001', name: 'Ann Ashdown' };

export interface TeamsBot {
  teams: FakeTeams;
  bot: Teams;
  issuer: LocalIssuer;
  turns: Turn[];
  remembered: Conversation[];
  lines: LogLine[];
  /** The product's answer; default is a sentence. */
  answers: (how: (turn: Turn) => Reply | Promise<Reply>) => void;
  stop(): Promise<void>;
}

/** Starts the Teams adapter without the product, between the fake Teams and a local token issuer. */
export async function startTeamsBot(options: Partial<TeamsOptions> = {}): Promise<TeamsBot> {
  const turns: Turn[] = [];
  const remembered: Conversation[] = [];
  const lines: LogLine[] = [];
  let answer: (turn: Turn) => Reply | Promise<Reply> = () => ({ kind: 'sentence', text: 'Understood.' });
  const issuer = await startIssuer({ aud: appId });
  const bot = createTeams({
    appId,
    tenantId,
    appType: 'SingleTenant',
    isServiceUrlAllowed: (url) => url.origin === new URL(teams.serviceUrl).origin,
    isFileUrlAllowed: () => false,
    callers: 'tokens',
    openIdMetadataUrl: issuer.metadataUrl,
    credentials: fakeCredentials(appId),
    handle: async (turn) => {
      turns.push(turn);
      return await answer(turn);
    },
    admit: () => ({ kind: 'admitted', leave: () => undefined }),
    conversations: { remember: async (conversation) => void remembered.push(conversation) },
    log: logInto(lines),
    reference: () => 'F7K2',
    ...options,
  });
  const isAnonymous = options.callers === 'none';
  const teams: FakeTeams = await startTeams({ tenantId, appId, send: bot.process, ...(isAnonymous ? {} : { issuer }) });
  return {
    teams,
    bot,
    issuer,
    turns,
    remembered,
    lines,
    answers: (how) => {
      answer = how;
    },
    stop: async () => {
      await teams.stop();
      await issuer.stop();
    },
  };
}

/** A card with one field and one button. */
export function nameCard(body: object[] = [{ type: 'Input.Text', id: 'firstName', value: '' }]): Answer {
  const action = { type: 'Action.Execute', title: 'Next', verb: 'next', data: { draft: 'VR-7K3M9QXA' } };
  const refresh = { action: { type: 'Action.Execute', verb: 'refresh', data: { draft: 'VR-7K3M9QXA' } }, userIds: [] };
  const card = { type: 'AdaptiveCard', version: '1.5', refresh, body, actions: [action] };
  return { kind: 'card', message: { card, summary: 'Visitor request: your draft' } };
}
