// Keeps the board up to date with what others do. New rows come drawn with the stream, once for all who have the same
// view, and are handed to the board itself; no script runs. The page is asked to redraw only when more than the figures
// has changed (a project added, a round revealed) or when a row's reasons stand open here.
const QUIET_MS = 1500;

export default function ({ data, parentElement, setTriggerValue }) {
  const follower = followerOf(parentElement.querySelector(".d-live"), show);
  // While a slider is being moved the address changes all the time; the stream waits until it stands still.
  follower.view = data.view;
  const leave = follow(follower, data, setTriggerValue, follower.address === null ? 0 : QUIET_MS);
  // The script has drawn an older board over a newer one that had come with the stream.
  if (!isNews(follower, data.version)) askForRedraw(follower);
  return leave;
}

function show(follower, drawing) {
  const picture = JSON.parse(drawing);
  const before = follower.picture;
  follower.picture = picture.finding + JSON.stringify(picture.rows);
  // The room has moved on: the redrawn page, asked for already, brings the board and its controls together.
  if (picture.view !== follower.view) return;
  const table = document.querySelector("table.b-board");
  // While a hand moves the weights the board shows others than the stream does, which follows the new ones at rest.
  if (document.querySelector(".v-weights[data-moving]")) return;
  // Rows with open reasons hold what only a script run can draw.
  if (!table || table.querySelector(".b-why[aria-expanded=true]")) {
    if (before !== undefined && before !== follower.picture) askForRedraw(follower);
    return;
  }
  showPicture(picture);
}
