import { Body1Strong, Text } from '@fluentui/react-components';
import type { DraftView } from '../../channels/tab/draft-contract';
import { AskingDialog, useAsking } from '../request/asking-dialog';
import { useTab } from '../tab-context';
import type { DraftStore } from './draft-store';
import { draftWords } from './words';

interface AskColleagueDialogProps {
  /** The draft as it stood when the dialog was opened: that is what the colleague is asked about. */
  view: DraftView;
  words: NonNullable<DraftView['askColleague']>;
  store: DraftStore;
  onClose: () => void;
}

/** *Ask a colleague*: finds the colleague, shows who it is, and then asks them to be the sponsor. */
export function AskColleagueDialog({ view, words, store, onClose }: AskColleagueDialogProps) {
  const { api } = useTab();
  const { draft, revision, visitor } = view;
  const { held, findNow, send } = useAsking((text, signal) => api.findSponsor(draft, { text }, signal));
  const { colleague, isFixed: isSending } = held;

  async function submit(): Promise<void> {
    if (isSending) return;
    if (!colleague) return void (await findNow());
    if (await send(() => store.nameSponsor({ revision, to: colleague.id }))) onClose();
  }
  return (
    <AskingDialog
      {...held}
      asks={words.asks}
      title={words.title}
      submit={{ label: words.answer, isOff: isSending, spinner: isSending ? draftWords.sending : undefined }}
      close={{ label: draftWords.cancel, isOff: isSending }}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      {visitor !== undefined && <Body1Strong block>{visitor}</Body1Strong>}
      {!colleague && <Text>{words.asks.sentence}</Text>}
    </AskingDialog>
  );
}
