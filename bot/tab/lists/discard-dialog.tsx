import { Text } from '@fluentui/react-components';
import type { Party } from '../../channels/tab/draft-contract';
import { ApiProblem } from '../api';
import { AskDialog } from '../ask-dialog';
import { Trouble } from '../problem-bar';
import { useTab } from '../tab-context';
import { useSending } from '../use-sending';
import { dropWords } from '../words';

interface DiscardDialogProps {
  reference: string;
  title: string;
  /** A draft prepared by a colleague is declined and goes back to them. */
  party: Party;
  onKeep: () => void;
  onDiscarded: () => void;
}

/** The confirmation of *Discard* and *Decline*, shared by the list and the draft page. */
export function DiscardDialog({ reference, title, party, onKeep, onDiscarded }: DiscardDialogProps) {
  const { api, drafts, openDrafts } = useTab();
  const words = dropWords[party];
  const { isSending, problem, send } = useSending();
  const discard = async () => {
    const isGone = await send(async () => {
      try {
        await (party === 'to-confirm' ? api.declineDraft(reference) : api.discardDraft(reference));
      } catch (fault) {
        const isGoneAlready = fault instanceof ApiProblem && fault.problem.code === 'forbidden';
        if (!isGoneAlready) throw fault;
      }
    });
    if (!isGone) return;
    openDrafts.get(reference)?.close();
    openDrafts.delete(reference);
    void drafts.read();
    onDiscarded();
  };
  return (
    <AskDialog
      title={title}
      submit={{ label: isSending ? words.doing : words.button, isOff: isSending }}
      close={{ label: words.keep, isOff: isSending }}
      onSubmit={() => void discard()}
      onClose={onKeep}
    >
      {problem && <Trouble problem={problem} />}
      <Text>{words.ask}</Text>
    </AskDialog>
  );
}
