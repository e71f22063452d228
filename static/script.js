/* 動作環境確認: that this runs is the answer. */
document.getElementById('script').firstChild.data = '\u6709\u52b9\u3067\u3059\u3002';
document.getElementById('script-help').style.display = 'none';
