import { Button, MessageBar, MessageBarBody, makeStyles, Spinner, Text, tokens } from '@fluentui/react-components';
import { useRef, useState } from 'react';
import type { ImportAnswer } from '../../channels/tab/department-contract';
import { AskDialog } from '../ask-dialog';
import { Trouble } from '../problem-bar';
import { useTab } from '../tab-context';
import { useSending } from '../use-sending';
import { departmentWords } from './words';

/** The largest file that the API accepts, in bytes before base64. */
const mostBytes = 3 * 1024 * 1024;

const useStyles = makeStyles({
  hidden: { display: 'none' },
  list: { margin: 0, paddingLeft: tokens.spacingHorizontalXL, maxHeight: '300px', overflowY: 'auto', overflowWrap: 'anywhere' },
  name: { fontWeight: tokens.fontWeightSemibold },
});

type Shown = Exclude<ImportAnswer, { kind: 'imported' }>;

interface ImportDialogProps {
  onDone(sentence: string): void;
  onClose(): void;
}

/** Imports a file in two steps: a preview of the changes, then the write. */
export function ImportDialog({ onDone, onClose }: ImportDialogProps) {
  const styles = useStyles();
  const { api } = useTab();
  const input = useRef<HTMLInputElement>(null);
  const [file, setFile] = useState<{ name: string; content: string }>();
  const [answer, setAnswer] = useState<Shown>();
  const [isTooLarge, setIsTooLarge] = useState(false);
  const { isSending, problem, send } = useSending();

  async function choose(chosen: File | undefined): Promise<void> {
    if (!chosen) return;
    setAnswer(undefined);
    setIsTooLarge(chosen.size > mostBytes);
    if (chosen.size > mostBytes) return;
    const content = await inBase64(chosen);
    setFile({ name: chosen.name, content });
    await ask(content);
  }

  async function ask(content: string, seen?: string): Promise<void> {
    await send(async () => {
      const said = await api.importDepartments({ file: content, ...(seen !== undefined && { seen }) });
      if (said.kind === 'imported') onDone(said.sentence);
      else setAnswer(said);
    });
  }

  const toDo = answer?.kind === 'preview' ? answer.added + answer.changed : 0;
  return (
    <AskDialog
      title={departmentWords.import}
      {...(toDo > 0 && { submit: { label: departmentWords.confirm(toDo), isOff: isSending } })}
      close={{ label: answer ? departmentWords.close : departmentWords.cancel, isOff: isSending }}
      onSubmit={() => file && answer?.kind === 'preview' && void ask(file.content, answer.seen)}
      onClose={onClose}
    >
      <Text>{departmentWords.fileHint}</Text>
      <Button onClick={() => input.current?.click()}>{file?.name ?? departmentWords.choose}</Button>
      <input
        ref={input}
        className={styles.hidden}
        type="file"
        accept=".csv,text/csv,text/plain"
        aria-label={departmentWords.file}
        onChange={({ currentTarget }) => {
          void choose(currentTarget.files?.[0]);
          // Cleared so that the same file, once corrected, can be chosen again.
          currentTarget.value = '';
        }}
      />
      <div role="status">{isSending && <Spinner size="tiny" labelPosition="after" label={departmentWords.checking} />}</div>
      {problem && <Trouble problem={problem} />}
      {isTooLarge && <Trouble problem={{ title: departmentWords.tooLarge }} />}
      {answer && !isSending && (answer.kind === 'wrong' ? <Mistakes {...answer} /> : <Preview {...answer} />)}
    </AskDialog>
  );
}

function Mistakes({ mistakes, count }: Extract<Shown, { kind: 'wrong' }>) {
  const styles = useStyles();
  return (
    <div role="alert">
      <MessageBar intent="error" layout="multiline">
        <MessageBarBody>{departmentWords.mistakes(count)}</MessageBarBody>
      </MessageBar>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard. */}
      <ul className={styles.list} tabIndex={0}>
        {mistakes.map((mistake) => (
          <li key={mistake}>{mistake}</li>
        ))}
        {count > mistakes.length && <li>{departmentWords.more(count - mistakes.length)}</li>}
      </ul>
    </div>
  );
}

function Preview({ changes, added, changed, missing, hasMoved }: Extract<Shown, { kind: 'preview' }>) {
  const styles = useStyles();
  const more = added + changed - changes.length;
  return (
    <div role="status">
      {hasMoved && (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>{departmentWords.hasMoved}</MessageBarBody>
        </MessageBar>
      )}
      <Text block>{added + changed === 0 ? departmentWords.nothingToChange : departmentWords.tally(added, changed)}</Text>
      {missing > 0 && <Text block>{departmentWords.missing(missing)}</Text>}
      {changes.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard.
        <ul className={styles.list} tabIndex={0}>
          {changes.map(({ id, title, words }) => (
            <li key={id}>
              <span className={styles.name}>{title}</span>
              {words.length > 0 && ` (${words.join('; ')})`}
            </li>
          ))}
          {more > 0 && <li>{departmentWords.more(more)}</li>}
        </ul>
      )}
    </div>
  );
}

async function inBase64(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let text = '';
  const piece = 0x80_00;
  for (let first = 0; first < bytes.length; first += piece) text += String.fromCharCode(...bytes.subarray(first, first + piece));
  return btoa(text);
}
