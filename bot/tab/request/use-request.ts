import { useEffect, useEffectEvent, useReducer, useRef } from 'react';
import type { ColleagueAsk, Me, RequestView, Verb, VerbBody, VerbOffer } from '../../channels/tab/contract';
import type { TabApi } from '../api';
import { faultProblem } from '../cached-read';
import { type FindPeople, onlyOne } from '../people-picker';
import { answerBody } from './answer-body';
import { atFirst, isBusy, isNoLongerTheirs, isUnderWay, type PageEvent, type PageState, pageState } from './page-state';
import { watchRequest } from './watch-request';

interface Asked {
  reference: string;
  api: TabApi;
  me: Me;
  /** Called when the request differs from its row in the lists. */
  onChanged(now?: RequestView): void;
}

export interface RequestPageActions {
  dispatch(event: PageEvent): void;
  /** Opens the verb's dialog, or runs a verb that asks for nothing. */
  press(offer: VerbOffer): void;
  /** Runs the verb of the open dialog, or finds the named colleague. */
  submit(): void;
  /** Whom the verb of the open dialog may name. */
  find: FindPeople;
}

/** Reads one request, polls it while the page is visible, and runs its verbs. */
export function useRequest({ reference, api, me, onChanged }: Asked): [PageState, RequestPageActions] {
  const [state, dispatch] = useReducer(pageState, atFirst);
  const seen = useRef<number>(undefined);
  const isSending = useRef(false);
  const search = useRef(0);

  const noteRead = (request: RequestView, isSurelyNew = false) => {
    const isNew = isSurelyNew || (seen.current !== undefined && seen.current !== request.revision);
    seen.current = request.revision;
    if (isNew) onChanged(request);
  };

  const look = useEffectEvent(async (signal: AbortSignal): Promise<boolean> => {
    try {
      const request = await api.request(reference, signal);
      if (signal.aborted) return false;
      dispatch({ is: 'read', request, reader: me.name });
      noteRead(request);
      return true;
    } catch (fault) {
      if (signal.aborted) return false;
      const problem = faultProblem(fault);
      dispatch({ is: 'read-failed', problem });
      return !isNoLongerTheirs(problem);
    }
  });

  const watches = !isBusy(state) && (state.stage === 'loading' || state.stage === 'shown');
  const { isDue } = state;
  useEffect(() => (watches ? watchRequest({ document, window }, (signal) => look(signal), isDue) : undefined), [watches, isDue]);

  const refuse = (fault: unknown) => {
    const problem = faultProblem(fault);
    dispatch({ is: 'refused', problem });
    if (problem.request) noteRead(problem.request);
  };

  async function act(verb: Verb, body: VerbBody): Promise<void> {
    // A second press may arrive before the first is rendered.
    if (isSending.current) return;
    isSending.current = true;
    dispatch({ is: 'sent', verb });
    try {
      const answer = await api.act(reference, verb, body);
      dispatch({ is: 'done', verb, answer });
      if (answer.request) noteRead(answer.request, true);
      else onChanged();
    } catch (fault) {
      refuse(fault);
    } finally {
      isSending.current = false;
    }
  }

  async function find(ask: ColleagueAsk): Promise<void> {
    const mine = ++search.current;
    dispatch({ is: 'finding' });
    try {
      const colleague = onlyOne(await api.findColleague(reference, ask));
      if (mine === search.current) dispatch({ is: 'found', colleague });
    } catch (fault) {
      if (mine === search.current) refuse(fault);
    }
  }

  function press(offer: VerbOffer): void {
    if (isBusy(state) || !state.request) return;
    if (offer.asks) dispatch({ is: 'opened', offer });
    else void act(offer.verb, answerBody(undefined, {}, state.request.revision, undefined));
  }

  function submit(): void {
    if (!state.dialog?.isOffered || !state.request || isUnderWay(state)) return;
    const { offer, colleague } = state.dialog;
    const { revision } = state.request;
    const typed = state.typed[offer.verb] ?? {};
    if (offer.asks?.kind === 'colleague' && !colleague) {
      void find({ verb: offer.verb, revision, text: (typed.text ?? '').trim() });
    } else void act(offer.verb, answerBody(offer.asks, typed, revision, colleague?.id));
  }

  function dispatchFromPage(event: PageEvent): void {
    // The answer of a closed dialog's search must not appear in the next dialog.
    if (event.is === 'closed') search.current += 1;
    dispatch(event);
  }

  const findFor: FindPeople = (text, signal) => {
    const { dialog, request } = state;
    if (!dialog || !request) return Promise.resolve({ people: [] });
    return api.findColleague(reference, { verb: dialog.offer.verb, revision: request.revision, text }, signal);
  };

  return [state, { dispatch: dispatchFromPage, press, submit, find: findFor }];
}
