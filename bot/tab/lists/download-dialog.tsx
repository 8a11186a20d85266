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
import { type FormEvent, useState } from 'react';
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

  async function send(event: FormEvent): Promise<void> {
    event.preventDefault();
    onEnd?.(await start(fetchFile(what)));
  }

  return (
    <Dialog open onOpenChange={(_event, { type }) => type === 'escapeKeyDown' && !isUnderWay && onClose()}>
      <DialogSurface>
        <form noValidate onSubmit={(event) => void send(event)}>
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
              {isUnderWay ? (
                <Button type="button" onClick={stop}>
                  {downloadWords.stop}
                </Button>
              ) : (
                <Button appearance="primary" type="submit">
                  {state.is === 'failed' || state.is === 'stopped' ? downloadWords.again : downloadWords.download}
                </Button>
              )}
              <Button type="button" disabledFocusable={isUnderWay} onClick={onClose}>
                {downloadWords.close}
              </Button>
            </DialogActions>
          </DialogBody>
        </form>
      </DialogSurface>
    </Dialog>
  );
}
