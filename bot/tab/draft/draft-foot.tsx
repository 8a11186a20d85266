import {
  Body1,
  Button,
  Caption1,
  Link,
  Menu,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
  makeStyles,
  Spinner,
  Subtitle2,
  tokens,
} from '@fluentui/react-components';
import { MoreHorizontalRegular } from '@fluentui/react-icons';
import { lazy, Suspense, useRef, useState } from 'react';
import type { DraftView } from '../../channels/tab/draft-contract';
import { DiscardDialog } from '../lists/discard-dialog';
import { useTab } from '../tab-context';
import { dropWords } from '../words';
import { fieldMark } from './draft-sections';
import { type DraftState, draftFields, fieldText, hasAllSections, maySend } from './draft-state';
import type { DraftStore } from './draft-store';
import { draftWords } from './words';

const AskColleagueDialog = lazy(async () => ({ default: (await import('./ask-colleague-dialog.tsx')).AskColleagueDialog }));

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
    // On a phone buttons fill each line, and “…” stands beside them.
    '@media (max-width: 479px)': { '& > button:not([aria-haspopup])': { flexGrow: 1 } },
  },
  menu: { alignSelf: 'flex-start' },
  // The bullet stands beside the first line of a link that wraps.
  entry: { verticalAlign: 'top', textAlign: 'left' },
  quiet: { color: tokens.colorNeutralForeground2 },
});

interface DraftFootProps {
  state: DraftState;
  store: DraftStore;
  onBack: () => void;
}

/** *Make request* and *Ask a colleague* when the draft is complete, otherwise the missing fields; *Discard* is behind “…”. */
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
          {maySend(state) && view.askColleague && <AskColleague words={view.askColleague} store={store} />}
          {view.party === 'to-confirm' ? (
            <Button disabledFocusable={isSending} onClick={({ currentTarget }) => setAsked(currentTarget)}>
              {dropWords['to-confirm'].button}
            </Button>
          ) : (
            <DiscardMenu isOff={isSending} onDiscard={setAsked} />
          )}
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

/** What the colleague is asked about is saved first, and is the draft as this page shows it then. */
function AskColleague({ words, store }: { words: NonNullable<DraftView['askColleague']>; store: DraftStore }) {
  const [asked, setAsked] = useState<{ view: DraftView; opener: HTMLElement }>();
  async function open(opener: HTMLElement): Promise<void> {
    const isSaved = await store.flush();
    const { view } = store.state();
    if (isSaved && view) setAsked({ view, opener });
  }
  return (
    <>
      <Button onClick={({ currentTarget }) => void open(currentTarget)}>{words.button}</Button>
      {asked && (
        <Suspense fallback={null}>
          <AskColleagueDialog
            view={asked.view}
            words={words}
            store={store}
            onClose={() => {
              setAsked(undefined);
              setTimeout(() => asked.opener.focus());
            }}
          />
        </Suspense>
      )}
    </>
  );
}

/** Never beside the button that sends, and never red. */
function DiscardMenu({ isOff, onDiscard }: { isOff: boolean; onDiscard: (opener: HTMLElement | undefined) => void }) {
  const styles = useStyles();
  const trigger = useRef<HTMLElement>(null);
  return (
    <Menu>
      <MenuTrigger disableButtonEnhancement>
        <Button
          ref={(button: HTMLElement | null) => {
            trigger.current = button;
          }}
          appearance="subtle"
          className={styles.menu}
          aria-label={draftWords.more}
          icon={<MoreHorizontalRegular />}
          disabledFocusable={isOff}
        />
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          <MenuItem onClick={() => onDiscard(trigger.current ?? undefined)}>{draftWords.discard}</MenuItem>
        </MenuList>
      </MenuPopover>
    </Menu>
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

/** Opens the chat, to whose end the draft's card comes, at its next question. */
function InChat({ store, reference }: { store: DraftStore; reference: string }) {
  const { api, host, me } = useTab();
  const [hasFailed, setFailed] = useState(false);
  async function open(): Promise<void> {
    setFailed(false);
    await store.flush();
    if (host.leave) return host.leave(reference);
    // Without it the draft is still in the chat, behind *My visitors*.
    await api.continueDraft(reference).catch(() => undefined);
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
