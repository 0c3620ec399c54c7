// What a drawing returns is done when the component has left the page. Streamlit does it too when the next drawing has
// overtaken one whose script was still being fetched: the component then stands, and keeps what it listens to.
function whenGone(root, leave) {
  return () => {
    if (!root.isConnected) leave();
  };
}
