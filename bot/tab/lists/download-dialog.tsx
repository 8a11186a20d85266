import { Field, Radio, RadioGroup, Text } from '@fluentui/react-components';
import { useState } from 'react';
import { AskDialog } from '../ask-dialog';
import { DownloadProgress, type FetchFile, useDownload } from './download';
import { downloadWords } from './download-words';

interface DownloadDialogProps<What extends string> {
  words: { title: string; about: string; what: string; choices: Readonly<Record<What, string>> };
  first: What;
  fetchFile(what: What): FetchFile;
  /** Called after each attempt, successful or not. */
  onEnd?(isDone: boolean): void;
  onClose(): void;
}

/** Asks what to download, then downloads it with progress and a *Stop* button. */
export function DownloadDialog<What extends string>({ words, first, fetchFile, onEnd, onClose }: DownloadDialogProps<What>) {
  const [what, setWhat] = useState(first);
  const { state, start, stop } = useDownload();
  const isUnderWay = state.is === 'under-way';
  const isAgain = state.is === 'failed' || state.is === 'stopped';

  async function send(): Promise<void> {
    const isDone = await start(fetchFile(what));
    onEnd?.(isDone);
  }

  return (
    <AskDialog
      title={words.title}
      // One button with changing text, so that it keeps the focus.
      submit={{
        label: isUnderWay ? downloadWords.stop : isAgain ? downloadWords.again : downloadWords.download,
        look: isUnderWay ? 'secondary' : 'primary',
      }}
      close={{ label: downloadWords.close, isOff: isUnderWay }}
      onSubmit={() => (isUnderWay ? stop() : void send())}
      onClose={onClose}
    >
      <Text>{words.about}</Text>
      <Field label={words.what}>
        <RadioGroup value={what} disabled={isUnderWay} onChange={(_event, { value }) => setWhat(value as What)}>
          {Object.entries<string>(words.choices).map(([id, label]) => (
            <Radio key={id} value={id} label={label} />
          ))}
        </RadioGroup>
      </Field>
      <DownloadProgress state={state} />
    </AskDialog>
  );
}
