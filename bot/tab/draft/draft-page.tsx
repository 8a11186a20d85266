import {
  Body1,
  Body1Strong,
  Button,
  Caption1,
  MessageBar,
  MessageBarBody,
  makeStyles,
  tokens,
  typographyStyles,
} from '@fluentui/react-components';
import { ArrowLeftRegular } from '@fluentui/react-icons';
import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { heldWhilePressed } from '../held-while-pressed';
import { LoadingRows } from '../loading';
import { Trouble } from '../problem-bar';
import { watchRequest } from '../request/watch-request';
import { Heard } from '../screen-reader-text';
import { useTab } from '../tab-context';
import { narrow } from '../widths';
import { DraftFoot } from './draft-foot';
import { DraftNotices } from './draft-notices';
import { DraftSections } from './draft-sections';
import { type DraftState, hasAllSections, hasToSave, savingStateOf } from './draft-state';
import { type DraftStore, draftStore } from './draft-store';
import { WithColleague } from './with-colleague';
import { draftWords } from './words';

const useStyles = makeStyles({
  page: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalL,
    maxWidth: '680px',
    padding: `${tokens.spacingVerticalL} ${tokens.spacingHorizontalXXL} ${tokens.spacingVerticalXXXL}`,
    [narrow]: { padding: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalM} ${tokens.spacingVerticalXXL}` },
    overflowWrap: 'anywhere',
  },
  bar: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', justifyContent: 'space-between', gap: tokens.spacingHorizontalS },
  back: { marginLeft: `calc(-1 * ${tokens.spacingHorizontalM})` },
  saved: { color: tokens.colorNeutralForeground2 },
  // It takes the focus to be read out, and is no control.
  heading: { ...typographyStyles.title2, margin: 0, outlineStyle: 'none' },
  note: {
    margin: 0,
    paddingLeft: tokens.spacingHorizontalM,
    borderLeft: `${tokens.strokeWidthThicker} solid ${tokens.colorNeutralStroke1}`,
    display: 'flex',
    flexDirection: 'column',
    whiteSpace: 'pre-wrap',
  },
});

/** The whole form on one page: answers reveal further fields, and every change is saved. */
export function DraftPage({ reference, onBack }: { reference: string; onBack: () => void }) {
  const styles = useStyles();
  const { api, host, openDrafts } = useTab();
  const [store] = useState(() => openDrafts.get(reference) ?? draftStore(api, reference));
  openDrafts.set(reference, store);
  const [subscribe] = useState(() => heldWhilePressed(store.subscribe, window));
  const state = useSyncExternalStore(subscribe, store.state);
  // A closed dialog cannot save any more, so typed text is saved first.
  const leave = async () => ((await store.flush()) || store.state().stage !== 'open') && onBack();
  const back = host.leave ? () => void leave() : onBack;
  const heading = useRef<HTMLHeadingElement>(null);
  useWatch(store, reference);
  useBecome(store, state, reference);

  const isOpen = state.view !== undefined && state.stage !== 'waiting';
  useEffect(() => {
    if (isOpen) heading.current?.focus({ preventScroll: true });
  }, [isOpen]);

  return (
    <article className={styles.page}>
      <div className={styles.bar}>
        <Button className={styles.back} appearance="subtle" icon={<ArrowLeftRegular />} onClick={back}>
          {host.leave ? draftWords.backToChat : draftWords.back}
        </Button>
        {state.view && state.stage === 'open' && state.wasTyped && <Caption1 className={styles.saved}>{savedWords(state)}</Caption1>}
      </div>
      {state.stage === 'opening' && <LoadingRows count={4} />}
      {(state.stage === 'failed' || state.stage === 'absent') && state.trouble && (
        <Trouble problem={state.trouble} {...(state.stage === 'failed' && { onAgain: () => void store.read() })} />
      )}
      {state.stage === 'waiting' && state.waiting && <WithColleague state={state} store={store} onBack={onBack} />}
      {(state.stage === 'open' || state.stage === 'over') && state.view && (
        <>
          <h1 ref={heading} tabIndex={-1} className={styles.heading}>
            {state.view.heading}
          </h1>
          {state.view.notes.map(({ title, text }) => (
            <div key={text} className={styles.note}>
              {title && <Body1Strong>{title}</Body1Strong>}
              <Body1>{text}</Body1>
            </div>
          ))}
          {state.stage === 'over' && <Over {...(state.trouble && { sentence: state.trouble.title })} />}
          <DraftNotices state={state} store={store} />
          <DraftSections state={state} store={store} />
          <Revealed isBegun={hasAllSections(state)} />
          <DraftFoot state={state} store={store} onBack={onBack} />
        </>
      )}
    </article>
  );
}

function savedWords(state: DraftState): string {
  const words = { saved: draftWords.saved, saving: draftWords.saving, failed: draftWords.notSaved, undecided: draftWords.notSaved };
  return words[savingStateOf(state)];
}

/** Reads the draft, and polls it while the page is visible; typed text is saved even after the page is left. */
function useWatch(store: DraftStore, reference: string): void {
  const { openDrafts } = useTab();
  useEffect(() => {
    const stop = watchRequest({ document, window }, () => store.read(), true);
    const warn = (event: BeforeUnloadEvent) => {
      if (!hasToSave(store.state())) return;
      void store.flush();
      event.preventDefault();
    };
    const save = () => void store.flush();
    window.addEventListener('beforeunload', warn);
    document.addEventListener('visibilitychange', save);
    return () => {
      stop();
      window.removeEventListener('beforeunload', warn);
      document.removeEventListener('visibilitychange', save);
      // A saved draft is read again when it is opened; one with an open conflict keeps the typed text.
      void store.flush().then(() => {
        if (savingStateOf(store.state()) === 'saved' && openDrafts.get(reference) === store) openDrafts.delete(reference);
      });
    };
  }, [store, reference, openDrafts]);
}

/** Navigates to the request that the draft has become. */
function useBecome(store: DraftStore, { became }: DraftState, reference: string): void {
  const { go, host, lists, drafts, openDrafts } = useTab();
  useEffect(() => {
    if (became === undefined) return;
    store.close();
    openDrafts.delete(reference);
    lists.changed();
    void drafts.read();
    if (host.leave) host.leave(reference);
    else go({ page: 'request', request: became });
  }, [became, store, reference, go, host, lists, drafts, openDrafts]);
}

/** Keeps the typed text readable when the person may no longer edit the draft. */
function Over({ sentence }: { sentence?: string }) {
  return (
    <MessageBar intent="error" layout="multiline" role="alert">
      <MessageBarBody>
        {sentence} {draftWords.typedStays}
      </MessageBarBody>
    </MessageBar>
  );
}

/** Announced by screen readers when the first answer reveals the other fields. */
function Revealed({ isBegun: isNow }: { isBegun: boolean }) {
  const [wasAlone] = useState(!isNow);
  return (
    <Heard as="div" role="status">
      {wasAlone && isNow && draftWords.revealed}
    </Heard>
  );
}
