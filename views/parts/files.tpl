% for file in files.shown:
<p class="file">
% if file.src:
<img src="{{file.src}}" width="{{file.width}}" height="{{file.height}}" alt="{{file.label}}"><br>
% end
% if file.href:
<a href="{{file.href}}">{{file.label}}</a>
% else:
{{file.label}}
% end
{{' '}}<span class="hint">{{file.size}}</span></p>
% end
% if files.more:
<nav class="links"><a href="{{files.url}}">ファイル一覧({{len(files.whole)}}件)</a></nav>
% end
