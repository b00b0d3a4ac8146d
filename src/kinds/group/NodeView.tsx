/** A group has nothing of its own to show: its name and its border say it all. */
export function NodeView() {
  return null;
}
