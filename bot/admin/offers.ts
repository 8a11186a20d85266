import type { RequestCard } from '../../cards/request';
import { accountLabels, accountSentences, accountTitles, keepSentence } from '../domain/account-wording';
import { canBeChanged, canGoWithoutCard, levelsToApprove } from '../domain/approve-changed';
import { askChange, changeLabels } from '../domain/approve-changed-wording';
import { statusAt } from '../domain/calendar';
import { cardSentences } from '../domain/card-wording';
import { itAccessLabels } from '../domain/form-wording';
import { wordsAtMost } from '../domain/lifecycle';
import { keepableUntil, type Standing } from '../domain/reapproval';
import { correctable, steeringChoices } from '../domain/steering';
import { steeringSentences, steeringTitles } from '../domain/steering-wording';
import { askSentences, verbTitles } from '../domain/tab-wording';
import { wordsLabels } from '../domain/wording';
import type { TabPorts } from './answer';
import type { Asking, Verb, VerbOffer } from './contract';

type Style = VerbOffer['style'];

/** The buttons of a request for this person: the rules' own answers, in the order in which they are wanted. */
export function offersOf(shown: RequestCard, standing: Standing, ports: Pick<TabPorts, 'clock' | 'policy'>): VerbOffer[] {
  return [...deciding(shown), ...keeping(shown, ports), ...handing(shown), ...steering(shown, standing, ports), ...ending(shown)];
}

function offer(verb: keyof typeof verbTitles, style: Style = 'default', asks?: Asking): VerbOffer {
  return { verb, title: verbTitles[verb], style, ...(asks && { asks }) };
}

function confirm(sentence: string): Asking {
  return { kind: 'confirm', sentence };
}

function deciding({ request, today, mayDecide, recallUntil, viewer, choices }: RequestCard): VerbOffer[] {
  const words = (verb: 'reject' | 'return', sentence: string): Asking => ({
    kind: 'words',
    sentence,
    label: wordsLabels[verb],
    most: wordsAtMost,
  });
  const decides = mayDecide && viewer !== 'sponsor';
  return [
    ...(choices?.mayAnswerOffer ? [offer('accept-handover', 'primary'), offer('decline-handover')] : []),
    ...(decides
      ? [
          offer('approve', 'primary'),
          offer('return', 'default', words('return', cardSentences.askReturn)),
          offer('reject', 'danger', words('reject', cardSentences.askReject)),
        ]
      : []),
    ...(decides && canBeChanged(request, today) ? [offer('approve-changed', 'default', termsOf(request, today))] : []),
    ...(recallUntil !== undefined && viewer !== 'sponsor' ? [offer('recall', 'danger', confirm(askSentences.recall))] : []),
  ];
}

function termsOf(request: RequestCard['request'], today: RequestCard['today']): Asking {
  const { answers, validFrom, validTo } = request;
  const levels = levelsToApprove(answers);
  const least = validFrom > today.toString() ? validFrom : today.toString();
  return {
    kind: 'terms',
    sentence: askChange,
    validTo: { label: changeLabels.validTo(validTo), value: validTo, least },
    ...(levels.length > 1 && {
      itAccess: { label: changeLabels.itAccess, value: answers.itAccess, options: levels.map((id) => ({ id, label: itAccessLabels[id] })) },
    }),
    ...(canGoWithoutCard(answers) && { idCard: { label: changeLabels.idCard, value: true } }),
  };
}

function keeping({ request, today, choices }: RequestCard, { policy }: Pick<TabPorts, 'policy'>): VerbOffer[] {
  const { keepUntil, mayLetEnd, mayKeepAfterAll, nudgeFrom } = choices ?? {};
  const until = (value: string): Asking => ({
    kind: 'day',
    sentence: keepSentence(request),
    label: accountLabels.keepUntil,
    value,
    least: dayAfter(request.validTo),
    most: keepableUntil(request, today, policy).toString(),
  });
  const canNudge = nudgeFrom !== undefined && nudgeFrom <= today.toString();
  return [
    ...(keepUntil === undefined ? [] : [offer('reapprove', 'primary', until(keepUntil))]),
    ...(mayLetEnd ? [offer('let-end')] : []),
    ...(mayKeepAfterAll ? [offer('keep-after-all', 'primary')] : []),
    ...(canNudge ? [offer('nudge')] : []),
  ];

  function dayAfter(date: string): string {
    return today.add(today.until(date)).add({ days: 1 }).toString();
  }
}

function handing({ request, choices }: RequestCard): VerbOffer[] {
  const title = choices?.standsIn ? accountTitles.nameSuccessor : accountTitles.handOver;
  const asks: Asking = {
    kind: 'colleague',
    sentence: accountSentences.askSuccessor,
    label: accountLabels.mail,
    confirm: accountSentences.confirmSuccessor,
  };
  return [
    ...(choices?.mayOffer && !request.handover ? [{ ...offer('offer-handover', 'default', asks), title }] : []),
    ...(choices?.mayTakeOfferBack ? [offer('cancel-handover')] : []),
  ];
}

function steering({ request }: RequestCard, standing: Standing, { clock, policy }: Pick<TabPorts, 'clock' | 'policy'>): VerbOffer[] {
  const { mayResend, mayReassignDecider, mayReassignSponsor, mayCorrect } = steeringChoices(request, standing, clock.now());
  const named = (verb: Extract<Verb, 'reassign-decider' | 'reassign-sponsor'>): VerbOffer => ({
    verb,
    title: steeringTitles[verb],
    style: 'default',
    asks: { kind: 'colleague', label: accountLabels.mail, ...steeringSentences[verb] },
  });
  return [
    ...(mayResend
      ? [{ verb: 'resend' as const, title: steeringTitles.resend, style: 'default' as const, asks: confirm(steeringSentences.resend) }]
      : []),
    ...(mayReassignDecider ? [named('reassign-decider')] : []),
    ...(mayReassignSponsor ? [named('reassign-sponsor')] : []),
    ...(mayCorrect
      ? [
          {
            verb: 'correct' as const,
            title: steeringTitles.correct,
            style: 'default' as const,
            asks: { kind: 'correction' as const, sentence: steeringSentences.correct, fields: correctable(request, policy) },
          },
        ]
      : []),
  ];
}

/** What cannot be undone stands last. */
function ending({ request, viewer, today, choices }: RequestCard): VerbOffer[] {
  const status = statusAt(request, today);
  const shorten: Asking = {
    kind: 'day',
    sentence: accountSentences.askShorten,
    label: accountLabels.lastDay,
    least: request.validFrom > today.toString() ? request.validFrom : today.toString(),
    most: today.add(today.until(request.validTo)).subtract({ days: 1 }).toString(),
  };
  const mayWithdraw = viewer === 'sponsor' && (status === 'pending' || status === 'returned');
  return [
    ...(choices?.mayShorten ? [offer('shorten', 'default', shorten)] : []),
    ...(mayWithdraw ? [offer('withdraw', 'danger', confirm(askSentences.withdraw))] : []),
    ...(choices?.mayEnd ? [offer('end', 'danger', confirm(askSentences.end))] : []),
  ];
}
