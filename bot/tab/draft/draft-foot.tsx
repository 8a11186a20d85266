import { Body1, Button, Caption1, Link, makeStyles, Spinner, Subtitle2, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { DiscardDialog } from '../lists/discard-dialog';
import { useTab } from '../tab-context';
import { dropWords } from '../words';
import { fieldMark } from './draft-sections';
import { type DraftState, draftFields, fieldText, hasAllSections, maySend } from './draft-state';
import type { DraftStore } from './draft-store';
import { draftWords } from './words';

const useStyles = makeStyles({
  foot: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalM,
    paddingTop: tokens.spacingVerticalL,
    borderTop: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
  },
  title: { margin: 0 },
  list: { margin: 0, paddingLeft: tokens.spacingHorizontalL, display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalXS },
  buttons: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: tokens.spacingHorizontalS,
    '@media (max-width: 479px)': { flexDirection: 'column', alignItems: 'stretch' },
  },
  aside: { alignSelf: 'flex-start' },
  // The bullet stands beside the first line of a link that wraps.
  entry: { verticalAlign: 'top', textAlign: 'left' },
  quiet: { color: tokens.colorNeutralForeground2 },
});

interface DraftFootProps {
  state: DraftState;
  store: DraftStore;
  onBack: () => void;
}

/** *Make request* when the draft is complete, otherwise the missing fields; and *Discard*, which asks for confirmation. */
export function DraftFoot({ state, store, onBack }: DraftFootProps) {
  const styles = useStyles();
  const [asked, setAsked] = useState<HTMLElement>();
  const { view, isSending, savedElsewhere } = state;
  if (!view) return null;
  const isUndecided = Object.keys(savedElsewhere).length > 0;
  return (
    <footer className={styles.foot}>
      {state.stage === 'open' && <Body1>{isUndecided ? draftWords.undecided : view.outcome}</Body1>}
      {state.stage === 'open' && hasAllSections(state) && view.missing.length > 0 && <Missing missing={view.missing} store={store} />}
      {state.stage === 'open' && (
        <div className={styles.buttons}>
          {!hasAllSections(state) && <Confirm state={state} store={store} />}
          {(maySend(state) || isSending) && (
            <Button
              appearance="primary"
              disabledFocusable={isSending}
              {...(isSending && { icon: <Spinner size="tiny" aria-label={draftWords.sending} /> })}
              onClick={() => void store.send()}
            >
              {view.send}
            </Button>
          )}
          {/* Small while there is nothing to send, so that it does not stand where the sending button comes. */}
          <Button
            {...(view.missing.length > 0 && { appearance: 'subtle', size: 'small', className: styles.aside })}
            disabledFocusable={isSending}
            onClick={({ currentTarget }) => setAsked(currentTarget)}
          >
            {view.party === 'to-confirm' ? dropWords['to-confirm'].button : draftWords.discard}
          </Button>
        </div>
      )}
      {state.stage === 'open' && <InChat store={store} reference={view.draft} />}
      <Caption1 className={styles.quiet}>{view.privacy}</Caption1>
      {asked && (
        <DiscardDialog
          reference={view.draft}
          title={view.visitor ?? view.heading}
          party={view.party}
          onKeep={() => {
            setAsked(undefined);
            setTimeout(() => asked.focus());
          }}
          onDiscarded={onBack}
        />
      )}
    </footer>
  );
}

/** The first answer was filled in from the directory: the person confirms it. */
function Confirm({ state, store }: { state: DraftState; store: DraftStore }) {
  const [first] = draftFields(state.view);
  if (!first || fieldText(state, first) === '') return null;
  return (
    <Button appearance="primary" onClick={() => store.type(first.field, fieldText(state, first), true)}>
      {draftWords.confirm}
    </Button>
  );
}

/** Each entry moves the focus to its field, which then shows the same message. */
function Missing({ missing, store }: { missing: readonly { field: string; sentence: string }[]; store: DraftStore }) {
  const styles = useStyles();
  const lead = (field: string) => {
    store.leave(field);
    const place = document.querySelector(`[${fieldMark}="${field}"]`);
    const control = place?.querySelector<HTMLElement>('input:checked') ?? place?.querySelector<HTMLElement>('input, select, button');
    place?.scrollIntoView({ block: 'center' });
    control?.focus({ preventScroll: true });
  };
  return (
    <>
      <Subtitle2 as="h2" block className={styles.title}>
        {draftWords.missing}
      </Subtitle2>
      <ul className={styles.list}>
        {missing.map(({ field, sentence }) => (
          <li key={field}>
            <Link as="button" inline className={styles.entry} onClick={() => lead(field)}>
              {sentence}
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}

/** Opens the same draft in the chat, at its next question. */
function InChat({ store, reference }: { store: DraftStore; reference: string }) {
  const { host, me } = useTab();
  const [hasFailed, setFailed] = useState(false);
  async function open(): Promise<void> {
    setFailed(false);
    await store.flush();
    if (host.leave) return host.leave(reference);
    await host.open(me.chatUrl).catch(() => setFailed(true));
  }
  return (
    <div>
      <Link as="button" inline onClick={() => void open()}>
        {draftWords.inChat}
      </Link>{' '}
      <Caption1 role="status">{hasFailed && draftWords.chatNotOpened}</Caption1>
    </div>
  );
}
