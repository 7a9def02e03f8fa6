const tasks = new Set<() => void>();
let isListening = false;

/**
 * Calls `task` when the process exits, also by `process.exit`, until the returned
 * function is called. It must not wait for anything but by blocking.
 */
export function whenProcessExits(task: () => void): () => void {
  if (!isListening) process.on("exit", () => tasks.forEach((each) => each()));
  isListening = true;
  tasks.add(task);
  return () => void tasks.delete(task);
}
