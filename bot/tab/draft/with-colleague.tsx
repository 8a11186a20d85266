import { Body1, Body1Strong, Button, MessageBar, MessageBarBody, makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { useEffect, useRef, useState } from 'react';
import { DiscardDialog } from '../lists/discard-dialog';
import type { DraftState } from './draft-state';
import type { DraftStore } from './draft-store';
import { draftWords } from './words';

const useStyles = makeStyles({
  // It takes the focus to be read out, and is no control.
  heading: { ...typographyStyles.title2, margin: 0, outlineStyle: 'none' },
  buttons: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: tokens.spacingHorizontalS,
    '@media (max-width: 479px)': { flexDirection: 'column', alignItems: 'stretch' },
  },
});

interface WithColleagueProps {
  state: DraftState;
  store: DraftStore;
  onBack: () => void;
}

/** A draft that waits for the named sponsor to confirm: whoever prepared it can withdraw it from them, or discard it. */
export function WithColleague({ state, store, onBack }: WithColleagueProps) {
  const styles = useStyles();
  const [asked, setAsked] = useState<HTMLElement>();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  const { waiting, notice, isSending } = state;
  if (!waiting) return null;
  return (
    <>
      <h1 ref={heading} tabIndex={-1} className={styles.heading}>
        {waiting.title}
      </h1>
      {waiting.visitor !== undefined && <Body1Strong>{waiting.visitor}</Body1Strong>}
      <Body1>{waiting.sentence}</Body1>
      <div role="status">
        {notice && notice.text !== 'changedElsewhere' && (
          <MessageBar intent={notice.intent} layout="multiline">
            <MessageBarBody>{notice.text.title}</MessageBarBody>
          </MessageBar>
        )}
      </div>
      <div className={styles.buttons}>
        <Button disabledFocusable={isSending} onClick={() => void store.takeBack()}>
          {isSending ? draftWords.takingBack : draftWords.takeBack}
        </Button>
        <Button disabledFocusable={isSending} onClick={() => void store.read()}>
          {draftWords.checkAgain}
        </Button>
        <Button disabledFocusable={isSending} onClick={({ currentTarget }) => setAsked(currentTarget)}>
          {draftWords.discard}
        </Button>
      </div>
      {asked && (
        <DiscardDialog
          reference={waiting.draft}
          title={waiting.visitor ?? waiting.title}
          party="with-colleague"
          onKeep={() => {
            setAsked(undefined);
            setTimeout(() => asked.focus());
          }}
          onDiscarded={onBack}
        />
      )}
    </>
  );
}
