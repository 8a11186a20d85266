import { Button, Dialog, DialogActions, DialogBody, DialogContent, DialogSurface, DialogTitle, Text } from '@fluentui/react-components';
import { useState } from 'react';
import type { Problem } from '../../channels/tab/contract';
import type { Party } from '../../channels/tab/draft-contract';
import { ApiProblem } from '../api';
import { faultProblem } from '../cached-read';
import { Trouble } from '../problem-bar';
import { useTab } from '../tab-context';
import { dropWords } from '../words';

interface DiscardDialogProps {
  reference: string;
  title: string;
  /** One prepared by a colleague is declined, and goes back to them. */
  party: Party;
  onKeep: () => void;
  onDiscarded: () => void;
}

/** *Discard* and *Decline* ask first, wherever they stand. */
export function DiscardDialog({ reference, title, party, onKeep, onDiscarded }: DiscardDialogProps) {
  const { api, drafts, openDrafts } = useTab();
  const words = dropWords[party];
  const [isSending, setIsSending] = useState(false);
  const [problem, setProblem] = useState<Omit<Problem, 'type'>>();
  const discard = async () => {
    setIsSending(true);
    setProblem(undefined);
    try {
      await (party === 'to-confirm' ? api.declineDraft(reference) : api.discardDraft(reference));
    } catch (fault) {
      // It is gone already.
      const isGone = fault instanceof ApiProblem && fault.problem.code === 'forbidden';
      if (!isGone) {
        setProblem(faultProblem(fault));
        setIsSending(false);
        return;
      }
    }
    openDrafts.get(reference)?.close();
    openDrafts.delete(reference);
    void drafts.read();
    onDiscarded();
  };
  return (
    <Dialog open onOpenChange={(_event, { open }) => !open && !isSending && onKeep()}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{title}</DialogTitle>
          <DialogContent>
            {problem && <Trouble problem={problem} />}
            <Text>{words.ask}</Text>
          </DialogContent>
          <DialogActions>
            <Button appearance="primary" disabledFocusable={isSending} onClick={() => void discard()}>
              {isSending ? words.doing : words.button}
            </Button>
            <Button disabledFocusable={isSending} onClick={onKeep}>
              {words.keep}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
