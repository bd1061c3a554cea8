// What lies over the chat, the newest on top: Escape closes one at a time. Dialogs are the browser's own and come first.

const open = [];

/** Something that opens and closes: call `raise` when it opens and `sink` when it closes; Escape calls `close`. */
export function layer(close) {
  const self = {
    close,
    raise() {
      self.sink();
      open.push(self);
    },
    sink() {
      const at = open.indexOf(self);
      if (at >= 0) open.splice(at, 1);
    },
  };
  return self;
}

addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.isComposing || event.defaultPrevented) return;
  if (!open.length || document.querySelector("dialog[open]")) return;
  event.preventDefault();
  open.pop().close();
});
