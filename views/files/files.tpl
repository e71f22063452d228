% if files.whole:
% include('parts/files')
% include('parts/more')
% else:
<p class="none">ファイルはありません</p>
% end
