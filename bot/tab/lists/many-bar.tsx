import { Button, Checkbox, makeStyles, Text, tokens, useRestoreFocusTarget } from '@fluentui/react-components';
import { lazy, Suspense, useRef, useState } from 'react';
import type { ManyVerb } from '../../channels/tab/list-contract';
import { useTab } from '../tab-context';
import { narrow } from '../widths';
import { listWords } from '../words';
import { verbsOf } from './columns';
import { type ListState, type ManyOffer, manyOffers, mostAtOnce } from './list-state';
import type { RowsPlace } from './list-store';
import { type ManyOutcome, ManyResults, resultsOf } from './many-results';
import { manyBarWords, manyWords } from './many-words';

/** Loaded on demand, because its fields are heavy. */
const ManyDialog = lazy(async () => ({ default: (await import('./many-dialog.tsx')).ManyDialog }));

const useStyles = makeStyles({
  bar: {
    position: 'sticky',
    top: '48px',
    zIndex: 1,
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalS}`,
    padding: `${tokens.spacingVerticalXS} 0`,
    backgroundColor: tokens.colorNeutralBackground1,
    borderBottom: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
  },
  // A phone has no room for buttons that can do nothing yet.
  idle: { [narrow]: { display: 'none' } },
  tooMany: { color: tokens.colorPaletteRedForeground1 },
});

/** *Undo* is offered only if a selected row can be undone. */
const isAlwaysShown = (verb: ManyVerb) => verb !== 'keep-after-all';

/** Above a list with selectable rows: the verbs for the selection, and their results. */
export function ManyAtOnce({ place, state }: { place: RowsPlace; state: ListState }) {
  const styles = useStyles();
  const { lists } = useTab();
  const restoresFocus = useRestoreFocusTarget();
  const [asked, setAsked] = useState<ManyOffer>();
  const [outcome, setOutcome] = useState<ManyOutcome>();
  const results = useRef<HTMLDivElement>(null);
  const verbs = verbsOf[place.page];
  const selectable = (state.rows ?? []).filter(({ may }) => may.some((verb) => verbs.includes(verb))).map(({ request }) => request);
  const offers = manyOffers(state, verbs);
  const count = state.selected.size;
  if (verbs.length === 0) return null;

  const finish = (done: ManyOutcome) => {
    setAsked(undefined);
    setOutcome(done);
    const finished = done.answer.results.filter(({ isDone }) => isDone).map(({ request }) => request);
    if (done.offer.verb === 'approve' || done.offer.verb === 'reapprove') lists.settled(place, finished);
    else lists.select(place, finished, false);
    // The pressed button has disappeared.
    window.setTimeout(() => results.current?.focus());
  };
  return (
    <>
      {selectable.length > 0 && (
        <div role="group" aria-label={manyBarWords.bar} className={styles.bar}>
          <Checkbox
            label={listWords.selectAll}
            checked={count === 0 ? false : count === selectable.length ? true : 'mixed'}
            onChange={(_event, { checked }) => lists.select(place, selectable, checked === true)}
          />
          {verbs.map((verb) => {
            const offer = offers.find((one) => one.verb === verb);
            if (!offer && !isAlwaysShown(verb)) return null;
            const isOff = !offer || offer.rows.length > mostAtOnce;
            return (
              <Button
                key={verb}
                {...restoresFocus}
                className={count === 0 ? styles.idle : undefined}
                appearance={verb === verbs[0] ? 'primary' : 'secondary'}
                disabledFocusable={isOff}
                onClick={() => setAsked(offer)}
              >
                {manyWords[verb].button}
              </Button>
            );
          })}
          <Text role="status">{count > 0 && manyBarWords.selected(count)}</Text>
          <Text role="alert" className={styles.tooMany}>
            {count > mostAtOnce && manyBarWords.tooMany(count, mostAtOnce)}
          </Text>
        </div>
      )}
      <div ref={results} tabIndex={-1}>
        {outcome && <ManyResults {...resultsOf(outcome)} onDismiss={() => setOutcome(undefined)} />}
      </div>
      {asked && (
        <Suspense>
          <ManyDialog offer={asked} left={count - asked.rows.length} onCancel={() => setAsked(undefined)} onDone={finish} />
        </Suspense>
      )}
    </>
  );
}
