import { MessageView } from '../../fix/codec/view';

/** A view that writes down which tags are looked for in it. */
export class WatchedView extends MessageView {
  readonly asked = new Set<number>();

  override find(tag: number): number {
    this.asked.add(tag);
    return super.find(tag);
  }
}
