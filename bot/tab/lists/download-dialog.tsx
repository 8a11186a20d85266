import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Field,
  makeStyles,
  Radio,
  RadioGroup,
  Text,
  tokens,
} from '@fluentui/react-components';
import { useState } from 'react';
import { DownloadProgress, type FetchFile, useDownload } from './download';
import { downloadWords } from './download-words';

const useStyles = makeStyles({
  content: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
});

interface DownloadDialogProps<What extends string> {
  words: { title: string; about: string; what: string; choices: Readonly<Record<What, string>> };
  first: What;
  fetchFile(what: What): FetchFile;
  /** After each attempt, whether it came whole or not. */
  onEnd?(isDone: boolean): void;
  onClose(): void;
}

/** Asks what to download, and downloads it: with progress, and a way to stop. */
export function DownloadDialog<What extends string>({ words, first, fetchFile, onEnd, onClose }: DownloadDialogProps<What>) {
  const styles = useStyles();
  const [what, setWhat] = useState(first);
  const { state, start, stop } = useDownload();
  const isUnderWay = state.is === 'under-way';

  async function send(): Promise<void> {
    const isDone = await start(fetchFile(what));
    onEnd?.(isDone);
  }

  return (
    <Dialog open onOpenChange={(_event, { type }) => type === 'escapeKeyDown' && !isUnderWay && onClose()}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{words.title}</DialogTitle>
          <DialogContent className={styles.content}>
            <Text>{words.about}</Text>
            <Field label={words.what}>
              <RadioGroup value={what} disabled={isUnderWay} onChange={(_event, { value }) => setWhat(value as What)}>
                {Object.entries<string>(words.choices).map(([id, label]) => (
                  <Radio key={id} value={id} label={label} />
                ))}
              </RadioGroup>
            </Field>
            <DownloadProgress state={state} />
          </DialogContent>
          <DialogActions>
            {/* One button, which keeps the focus; were it one that submits, whoever stops would begin again. */}
            <Button appearance={isUnderWay ? 'secondary' : 'primary'} onClick={() => (isUnderWay ? stop() : void send())}>
              {isUnderWay
                ? downloadWords.stop
                : state.is === 'failed' || state.is === 'stopped'
                  ? downloadWords.again
                  : downloadWords.download}
            </Button>
            <Button disabledFocusable={isUnderWay} onClick={onClose}>
              {downloadWords.close}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
